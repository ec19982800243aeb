package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;

/** Two servers of one directory. Ben is known to the second only, which tells them apart. */
final class FailoverTest {
  private TestDirectory first;
  private TestDirectory second;
  private LdapResolver resolver;

  @BeforeEach
  void start() throws Exception {
    first = TestDirectory.start();
    first.server().delete("uid=ben," + TestDirectory.PEOPLE);
    second = TestDirectory.start();
    resolver = open(List.of(first.url(), second.url()), Map.of());
  }

  @AfterEach
  void stop() {
    resolver.close();
    first.close();
    second.close();
  }

  @Test
  void the_first_is_asked_while_it_answers() {
    assertThat(Asked.account(resolver, "ben")).isEqualTo(new AccountAnswer.UnknownUser());
    assertThat(resolver.check(Asked.soon())).isEqualTo(new Health.Ready("2 servers answer"));
  }

  @Test
  void the_second_answers_when_the_first_has_stopped_and_passwords_go_there_too() {
    assertThat(Asked.account(resolver, "ana")).isInstanceOf(AccountAnswer.Found.class);
    first.server().shutDown(true);

    assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Found.class);
    assertThat(resolver.verify("ben", "other horse".toCharArray(), Asked.soon()))
        .isEqualTo(new PasswordAnswer.Right());
    assertThat(resolver.verify("ben", "wrong".toCharArray(), Asked.soon()))
        .isEqualTo(new PasswordAnswer.Wrong());
    assertThat(resolver.check(Asked.soon()))
        .isInstanceOfSatisfying(
            Health.Ready.class,
            ready -> assertThat(ready.detail()).startsWith("1 of 2 servers answer, not 127.0.0.1"));
  }

  @Test
  void the_first_is_asked_again_once_it_has_come_back() throws Exception {
    int port = first.server().getListenPort();
    first.server().shutDown(true);
    assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Found.class);

    first.listenAgain(port);
    resolver.close();
    // A second resolver whose watch is quick: what the first's would have found in ten seconds.
    resolver = open(List.of(first.url(), second.url()), Map.of("retry-servers-every", "20ms"));
    first.server().shutDown(true);
    assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Found.class);
    first.listenAgain(port);
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Asked.account(resolver, "ben").equals(new AccountAnswer.UnknownUser())) {
      assertThat(System.nanoTime()).as("the first is asked again").isLessThan(end);
    }
  }

  @Test
  void a_black_hole_costs_the_first_question_its_share_and_the_next_ones_nothing()
      throws Exception {
    try (SilentServer silent = new SilentServer();
        LdapResolver some =
            open(List.of(silent.url("ldap"), second.url()), Map.of("timeout", "2s"))) {
      assertThat(Asked.account(some, "ben")).isInstanceOf(AccountAnswer.Found.class);
      long begin = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(Asked.account(some, "ben")).isInstanceOf(AccountAnswer.Found.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void with_none_left_the_answer_is_unavailable_and_any_that_comes_back_is_found_at_once()
      throws Exception {
    int port = second.server().getListenPort();
    first.server().shutDown(true);
    second.server().shutDown(true);
    for (int i = 0; i < 3; i++) {
      assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Unavailable.class);
    }
    assertThat(resolver.check(Asked.soon())).isInstanceOf(Health.NotReady.class);
    second.listenAgain(port);
    assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Found.class);
  }

  @Test
  void a_server_that_refuses_the_service_is_passed_over() throws Exception {
    first
        .server()
        .modify(
            "dn: " + TestDirectory.SERVICE,
            "changetype: modify",
            "replace: userPassword",
            "userPassword: changed");
    assertThat(Asked.account(resolver, "ben")).isInstanceOf(AccountAnswer.Found.class);
  }

  @Test
  void an_answer_counts_wherever_it_comes_from_and_is_not_sought_elsewhere() throws Exception {
    first.server().delete("cn=ana," + TestDirectory.GROUPS);
    assertThat(Asked.groupNames(resolver, "ana")).doesNotContain("ana");
  }

  @Test
  void many_black_holes_take_no_longer_than_the_deadline() throws Exception {
    try (SilentServer one = new SilentServer();
        SilentServer two = new SilentServer();
        SilentServer three = new SilentServer();
        LdapResolver some =
            open(List.of(one.url("ldap"), two.url("ldap"), three.url("ldaps")), Map.of())) {
      long begin = System.nanoTime();
      assertThat(Asked.account(some, "ben", Deadline.in(Duration.ofMillis(600))))
          .isInstanceOf(AccountAnswer.Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private LdapResolver open(List<String> urls, Map<String, Object> further) {
    Map<String, Object> settings = second.settings();
    settings.put("url", urls);
    settings.putAll(further);
    // A loopback server may be given a password without TLS.
    return Asked.open(settings);
  }
}
