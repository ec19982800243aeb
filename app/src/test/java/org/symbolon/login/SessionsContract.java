package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes.Redemption;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.Ports;
import org.symbolon.grant.Samples;
import org.symbolon.login.Sessions.EndedSession;
import org.symbolon.login.Sessions.Ends;
import org.symbolon.login.Sessions.Found;
import org.symbolon.login.Sessions.Member;
import org.symbolon.login.Sessions.SessionEnd;
import org.symbolon.protocol.GrantId;
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

  /** One nobody else has. */
  public static Session session(GrantId login, Instant expires) {
    return session(login, expires, Samples.text());
  }

  private static Session session(GrantId login, Instant expires, String handle) {
    return session(login, expires, handle, "there-" + handle);
  }

  private static Session session(GrantId login, Instant expires, String handle, String there) {
    return new Session(
        Samples.hash(),
        handle,
        ISSUER,
        login,
        NOW,
        expires,
        expires.minusSeconds(100),
        NOW,
        "192.0.2.1",
        "A browser",
        Optional.of("sealed"),
        Optional.of(there));
  }

  @Test
  void a_live_session_leads_to_its_login() {
    Login login = ports.begun();
    Session session = begun(login);

    assertThat(sessions.find(ISSUER, session.id(), NOW)).contains(new Found(session, login));
  }

  @Test
  void an_unknown_session_and_one_of_another_issuer_lead_nowhere() {
    Session session = begun(ports.begun());

    assertThat(sessions.find(ISSUER, Samples.hash(), NOW)).isEmpty();
    assertThat(sessions.find(new IssuerId("other"), session.id(), NOW)).isEmpty();
  }

  @Test
  void a_session_that_is_not_used_ends_and_a_use_puts_that_off() {
    Session session = begun(ports.begun());
    Instant idle = session.idleExpires();
    assertThat(sessions.find(ISSUER, session.id(), idle.minusMillis(1))).isPresent();
    assertThat(sessions.find(ISSUER, session.id(), idle)).isEmpty();

    sessions.used(session.id(), "192.0.2.9", idle.plusSeconds(50), NOW.plusSeconds(60));

    Session used = sessions.find(ISSUER, session.id(), idle).orElseThrow().session();
    assertThat(used.from()).isEqualTo("192.0.2.9");
    assertThat(used.lastUsed()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void a_session_expires_however_much_it_is_used() {
    Session session = begun(ports.begun());
    sessions.used(session.id(), "192.0.2.9", EXPIRES.plusSeconds(900), NOW.plusSeconds(60));

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
  void whoever_signs_in_again_keeps_the_session_under_another_secret() {
    Login first = ports.begun();
    Session before = begun(first);
    Login again = ports.begun(Samples.login(first.person(), "user" + Samples.text(), EXPIRES));
    Session next = session(again.grant().id(), EXPIRES, before.handle());

    assertThat(sessions.renew(before.id(), next)).isTrue();
    assertThat(sessions.renew(before.id(), next)).isFalse();

    assertThat(sessions.find(ISSUER, before.id(), NOW)).isEmpty();
    assertThat(sessions.find(ISSUER, next.id(), NOW)).contains(new Found(next, again));
  }

  @Test
  void a_person_has_the_sessions_that_live() {
    Login login = ports.begun();
    Session one = begun(login);
    Session other = begun(login);
    begun(ports.begun());

    assertThat(sessions.of(ISSUER, login.person().key(), NOW))
        .containsExactlyInAnyOrder(one, other);
    assertThat(sessions.of(ISSUER, login.person().key(), EXPIRES)).isEmpty();
  }

  @Test
  void what_the_institution_calls_one_session_is_found_by_that_name_while_it_lives() {
    Session session = begun(ports.begun());
    begun(ports.begun());
    String there = session.upstreamSession().orElseThrow();

    assertThat(sessions.ofUpstreamSession(ISSUER, there, NOW))
        .extracting(Found::session)
        .containsExactly(session);
    assertThat(sessions.ofUpstreamSession(new IssuerId("other"), there, NOW)).isEmpty();
    assertThat(sessions.ofUpstreamSession(ISSUER, there.toUpperCase(Locale.ROOT), NOW)).isEmpty();
    assertThat(sessions.ofUpstreamSession(ISSUER, there, EXPIRES)).isEmpty();
  }

  @Test
  void whoever_signs_in_again_is_in_the_institutions_newer_session() {
    Login login = ports.begun();
    Session before = begun(login);
    Session next =
        session(login.grant().id(), EXPIRES, before.handle(), "newer-" + before.handle());
    sessions.renew(before.id(), next);

    assertThat(sessions.ofUpstreamSession(ISSUER, before.upstreamSession().orElseThrow(), NOW))
        .isEmpty();
    assertThat(sessions.ofUpstreamSession(ISSUER, next.upstreamSession().orElseThrow(), NOW))
        .hasSize(1);
  }

  @Test
  void an_ended_session_is_gone_with_what_needed_the_person_and_the_rest_stays() {
    Login login = ports.begun();
    Session session = begun(login);
    Session elsewhere = begun(login);
    sessions.joined(session, new Member(login.grant().id(), Samples.CLIENT, "ana"));
    sessions.joined(session, new Member(login.grant().id(), Samples.CLIENT, "ana"));
    Grant online = granted(login, Optional.empty());
    Grant offline = granted(login, Optional.of(Samples.family()));
    Grant front = of(GrantKind.FRONT, Samples.below(login.grant()));
    ports.grants().begin(front, Optional.empty(), NOW);
    Grant device = Samples.below(login.grant());
    ports.grants().begin(device, Optional.empty(), NOW);
    Code waiting = Samples.code(login);
    ports.codes().issue(waiting);

    EndedSession ended = sessions.end(end(session, Ends.ONLINE)).orElseThrow();

    assertThat(ended.clients())
        .containsExactly(new Member(login.grant().id(), Samples.CLIENT, "ana"));
    assertThat(ended.grants()).containsExactlyInAnyOrder(online.id(), front.id());
    assertThat(ended.login()).isEqualTo(login);
    assertThat(sessions.end(end(session, Ends.ONLINE))).isEmpty();
    assertThat(sessions.find(ISSUER, session.id(), NOW)).isEmpty();
    assertThat(sessions.find(ISSUER, elsewhere.id(), NOW)).isPresent();
    assertThat(ports.grants().alive(online.lineage(), NOW)).isFalse();
    assertThat(ports.grants().alive(front.lineage(), NOW)).isFalse();
    assertThat(ports.grants().alive(offline.lineage(), NOW)).isTrue();
    assertThat(ports.grants().alive(device.lineage(), NOW)).isTrue();
    assertThat(ports.codes().find(waiting.hash())).isEmpty();
  }

  @Test
  void where_all_is_to_end_so_do_the_logins_a_session_had_one_after_the_other() {
    Login first = ports.begun();
    Session before = begun(first);
    sessions.joined(before, new Member(first.grant().id(), Samples.CLIENT, "ana"));
    Grant offline = granted(first, Optional.of(Samples.family()));
    Login again = ports.begun(Samples.login(first.person(), "user" + Samples.text(), EXPIRES));
    Session next = session(again.grant().id(), EXPIRES, before.handle());
    sessions.renew(before.id(), next);

    EndedSession ended = sessions.end(end(next, Ends.EVERYTHING)).orElseThrow();

    assertThat(ended.grants()).containsExactly(first.grant().id(), again.grant().id());
    assertThat(ports.grants().alive(offline.lineage(), NOW)).isFalse();
  }

  @Test
  void a_session_of_another_issuer_is_not_ended() {
    Session session = begun(ports.begun());
    assertThat(
            sessions.end(
                new SessionEnd(
                    new IssuerId("other"),
                    session.handle(),
                    Ends.ONLINE,
                    "test",
                    NOW,
                    EXPIRES,
                    Samples::text)))
        .isEmpty();
    assertThat(sessions.find(ISSUER, session.id(), NOW)).isPresent();
  }

  private Grant granted(Login login, Optional<NewFamily> family) {
    Code code = Samples.code(login);
    ports.codes().issue(code);
    Grant grant =
        of(GrantKind.CODE, Samples.below(login.grant(), code.grant(), login.grant().expires()));
    assertThat(ports.codes().redeem(code.hash(), grant, family, NOW))
        .isEqualTo(new Redemption.Redeemed());
    return grant;
  }

  private static Grant of(GrantKind kind, Grant grant) {
    return new Grant(
        grant.id(),
        grant.issuer(),
        grant.ancestors(),
        kind,
        grant.person(),
        grant.username(),
        grant.client(),
        grant.actor(),
        grant.requestedScope(),
        grant.ceiling(),
        grant.audiences(),
        grant.authenticatedAt(),
        grant.created(),
        grant.expires(),
        grant.ended());
  }

  private static SessionEnd end(Session session, Ends ends) {
    return new SessionEnd(ISSUER, session.handle(), ends, "test", NOW, EXPIRES, Samples::text);
  }

  private Session begun(Login login) {
    Session session = session(login.grant().id(), EXPIRES);
    sessions.begin(session);
    return session;
  }
}
