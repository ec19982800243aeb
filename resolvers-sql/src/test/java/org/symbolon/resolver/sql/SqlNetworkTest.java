package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.contract.FaultySource;
import org.symbolon.resolver.contract.FaultySource.Fault;

/** What passes between the resolver and a database server, and what happens when it does not. */
@ParameterizedClass
@EnumSource(
    value = Engine.class,
    names = {"POSTGRESQL", "MARIADB"})
final class SqlNetworkTest {
  private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

  private final FaultySource network;
  private final Map<String, Object> settings;

  SqlNetworkTest(Engine engine) {
    settings = Fixture.settings(engine);
    String url = (String) settings.get("url");
    Matcher address = ADDRESS.matcher(url);
    assertThat(address.find()).isTrue();
    network = new FaultySource(address.group(1), Integer.parseInt(address.group(2)));
    settings.put("url", address.replaceFirst("//127.0.0.1:" + network.port() + "/"));
    settings.put("pool-size", 1);
    settings.remove("groups-query");
    settings.put(
        "account-query",
        "SELECT p.name, p.uid, p.gid, m.group_name, m.gid AS group_gid FROM people p"
            + " LEFT JOIN memberships m ON m.person = p.name WHERE p.name = :username");
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void a_cold_account_with_its_groups_is_one_round_trip() {
    try (Asked asked = new Asked(settings)) {
      asked.account("ben");
      network.roundTrips();
      assertThat(asked.account("ana")).isEqualTo(new AccountAnswer.Found(Fixture.ANA));
      assertThat(network.roundTrips()).isEqualTo(1);
    }
  }

  @Test
  void all_scopes_of_a_request_are_one_round_trip() {
    List<ScopeQuestion> scopes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      scopes.add(Fixture.scope("storage.read", "home", "ana", "run" + i));
    }
    try (Asked asked = new Asked(settings)) {
      asked.rights().judge(Fixture.account("ben"), scopes, Asked.soon());
      network.roundTrips();
      assertThat(asked.rights().judge(Fixture.account("ana"), scopes, Asked.soon()))
          .hasSize(100)
          .hasOnlyElementsOfType(Verdict.Granted.class);
      assertThat(network.roundTrips()).isEqualTo(1);
    }
  }

  /** The connection is there already when it happens, and is not when it is opened anew. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE"})
  void whatever_happens_to_an_answer_it_is_neither_yes_nor_no_and_soon_said(Fault fault) {
    settings.put("timeout", "500ms");
    try (Asked asked = new Asked(settings)) {
      assertThat(asked.account("ana")).isEqualTo(new AccountAnswer.Found(Fixture.ANA));
      network.be(fault);
      for (int i = 0; i < 2; i++) {
        long begin = System.nanoTime();
        assertThat(asked.account("ana", Contribution.NONE, Deadline.in(Duration.ofMillis(500))))
            .isInstanceOf(AccountAnswer.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      }
      network.be(Fault.NONE);
      assertThat(recovered(asked)).isEqualTo(new AccountAnswer.Found(Fixture.ANA));
    }
  }

  /** The pool notices a moment later. */
  private static AccountAnswer recovered(Asked asked) {
    Deadline end = Asked.soon();
    AccountAnswer answer = asked.account("ana");
    while (answer instanceof AccountAnswer.Unavailable && !end.passed()) {
      answer = asked.account("ana");
    }
    return answer;
  }
}
