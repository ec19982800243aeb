package org.symbolon.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Login;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Ports;
import org.symbolon.grant.Samples;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions;
import org.symbolon.logout.Notices.Notice;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** What every implementation of {@link Notices} does. */
public abstract class NoticesContract {
  private static final Instant EXPIRES = NOW.plusSeconds(600);
  private static final Instant AGAIN = NOW.plusSeconds(60);

  private final IssuerId issuer = new IssuerId("lab-" + Samples.text());
  private final Ports ports;
  private final Sessions sessions;
  private final Notices notices;

  protected NoticesContract(Ports ports, Sessions sessions, Notices notices) {
    this.ports = ports;
    this.sessions = sessions;
    this.notices = notices;
  }

  @Test
  void each_client_of_an_ended_session_is_told_of_it() {
    Login login = ended("portal", "wiki");

    List<Notice> taken = notices.take(issuer, NOW, AGAIN, 10);

    assertThat(taken)
        .extracting(Notice::client)
        .containsExactlyInAnyOrder(new ClientId("portal"), new ClientId("wiki"));
    assertThat(taken)
        .allSatisfy(
            notice -> {
              assertThat(notice.issuer()).isEqualTo(issuer);
              assertThat(notice.login()).isEqualTo(login.grant().id());
              assertThat(notice.person()).isEqualTo(login.person().key());
              assertThat(notice.account()).isEqualTo("ana");
              assertThat(notice.tries()).isEqualTo(1);
            });
  }

  @Test
  void a_session_that_lives_leaves_no_notice() {
    begun(ports.begun(), "portal");
    assertThat(notices.take(issuer, NOW, AGAIN, 10)).isEmpty();
  }

  @Test
  void of_many_nodes_one_takes_each() {
    String[] clients = new String[20];
    for (int number = 0; number < clients.length; number++) {
      clients[number] = "client-" + number;
    }
    ended(clients);

    List<Notice> taken =
        Parallel.run(8, number -> notices.take(issuer, NOW, AGAIN, 20)).stream()
            .flatMap(List::stream)
            .toList();

    assertThat(taken).hasSize(20);
    assertThat(new HashSet<>(taken)).hasSize(20);
  }

  @Test
  void no_more_are_taken_than_were_asked_for() {
    ended("portal", "wiki", "shop");
    assertThat(notices.take(issuer, NOW, AGAIN, 2)).hasSize(2);
    assertThat(notices.take(issuer, NOW, AGAIN, 2)).hasSize(1);
  }

  @Test
  void one_that_was_taken_and_never_reported_comes_again() {
    ended("portal");
    Notice first = notices.take(issuer, NOW, AGAIN, 10).getFirst();

    assertThat(notices.take(issuer, AGAIN.minusMillis(1), AGAIN, 10)).isEmpty();
    Notice second = notices.take(issuer, AGAIN, AGAIN.plusSeconds(60), 10).getFirst();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.tries()).isEqualTo(2);
  }

  @Test
  void one_that_is_over_never_comes_again() {
    ended("portal");
    notices.done(notices.take(issuer, NOW, AGAIN, 10).getFirst());
    assertThat(notices.take(issuer, EXPIRES.minusMillis(1), EXPIRES, 10)).isEmpty();
  }

  @Test
  void one_that_is_put_off_comes_then() {
    ended("portal");
    notices.later(notices.take(issuer, NOW, AGAIN, 10).getFirst(), NOW.plusSeconds(300));
    assertThat(notices.take(issuer, NOW.plusSeconds(299), EXPIRES, 10)).isEmpty();
    assertThat(notices.take(issuer, NOW.plusSeconds(300), EXPIRES, 10)).hasSize(1);
  }

  @Test
  void after_its_time_and_for_another_issuer_there_is_none() {
    ended("portal");
    assertThat(notices.take(new IssuerId("other"), NOW, AGAIN, 10)).isEmpty();
    assertThat(notices.take(issuer, EXPIRES, EXPIRES.plusSeconds(60), 10)).isEmpty();
  }

  private Login ended(String... clients) {
    Login login = ports.begun();
    Session session = begun(login, clients);
    sessions.end(
        new Sessions.SessionEnd(
            issuer, session.handle(), Sessions.Ends.ONLINE, "test", NOW, EXPIRES, Samples::text));
    return login;
  }

  private Session begun(Login login, String... clients) {
    Session session =
        new Session(
            Samples.hash(),
            Samples.text(),
            issuer,
            login.grant().id(),
            NOW,
            EXPIRES,
            EXPIRES,
            NOW,
            "192.0.2.1",
            "A browser",
            Optional.empty(),
            Optional.empty());
    sessions.begin(session);
    for (String client : clients) {
      sessions.joined(
          session, new Sessions.Member(login.grant().id(), new ClientId(client), "ana"));
    }
    return session;
  }
}
