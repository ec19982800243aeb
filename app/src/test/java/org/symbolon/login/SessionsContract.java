package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Login;
import org.symbolon.grant.Ports;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.IssuerId;

/** What every implementation of {@link Sessions} does. */
public abstract class SessionsContract {
  private static final Instant EXPIRES = NOW.plusSeconds(600);

  private final Ports ports;
  private final Sessions sessions;

  protected SessionsContract(Ports ports, Sessions sessions) {
    this.ports = ports;
    this.sessions = sessions;
  }

  @Test
  void a_live_session_leads_to_its_login() {
    Login login = ports.begun();
    Session session = begun(login);

    assertThat(sessions.find(ISSUER, session.id(), NOW)).contains(login);
  }

  @Test
  void an_unknown_session_and_one_of_another_issuer_lead_nowhere() {
    Session session = begun(ports.begun());

    assertThat(sessions.find(ISSUER, Samples.hash(), NOW)).isEmpty();
    assertThat(sessions.find(new IssuerId("other"), session.id(), NOW)).isEmpty();
  }

  @Test
  void a_session_expires() {
    Session session = begun(ports.begun());

    assertThat(sessions.find(ISSUER, session.id(), EXPIRES.minusMillis(1))).isPresent();
    assertThat(sessions.find(ISSUER, session.id(), EXPIRES)).isEmpty();
  }

  @Test
  void a_session_is_worth_nothing_once_its_login_has_ended_or_expired() {
    Login ended = ports.begun();
    Session ofEnded = begun(ended);
    ports.grants().end(ended.grant().id(), "test", NOW);
    Instant soon = NOW.plusSeconds(10);
    Session ofExpired =
        begun(ports.begun(Samples.login(Samples.person(), "user" + Samples.text(), soon)));

    assertThat(sessions.find(ISSUER, ofEnded.id(), NOW)).isEmpty();
    assertThat(sessions.find(ISSUER, ofExpired.id(), NOW)).isPresent();
    assertThat(sessions.find(ISSUER, ofExpired.id(), soon)).isEmpty();
  }

  @Test
  void an_ended_session_is_gone_and_its_login_stays() {
    Login login = ports.begun();
    Session session = begun(login);
    Session elsewhere = begun(login);

    sessions.end(session.id());
    sessions.end(session.id());

    assertThat(sessions.find(ISSUER, session.id(), NOW)).isEmpty();
    assertThat(sessions.find(ISSUER, elsewhere.id(), NOW)).contains(login);
  }

  private Session begun(Login login) {
    Session session = new Session(Samples.hash(), ISSUER, login.grant().id(), NOW, EXPIRES);
    sessions.begin(session);
    return session;
  }
}
