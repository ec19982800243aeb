package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.CLIENT;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.InitialTokens.InitialToken;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes.Redemption;
import org.symbolon.grant.DeviceCodes.Poll;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.Families.Rotation;
import org.symbolon.grant.Families.Use;
import org.symbolon.grant.Family;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins.Begun;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.login.Consents;
import org.symbolon.login.Continuation;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.login.Failures.Limit;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions.Ends;
import org.symbolon.login.Sessions.Member;
import org.symbolon.login.Sessions.SessionEnd;
import org.symbolon.login.SessionsContract;
import org.symbolon.login.Transaction;
import org.symbolon.protocol.SecretHash;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class SweepTest {
  private static final Instant DAYS_LATER = NOW.plus(Duration.ofDays(10));

  private final TestDatabases.Database database;
  private final Store store;

  SweepTest(TestDatabases.Kind kind) {
    database = TestDatabases.fresh(kind);
    store = database.store();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_denial_outlives_all_that_earlier_rules_let_come_of_the_token() {
    String token = Samples.text();
    Instant expires = NOW.plus(Duration.ofMinutes(20));
    store.denials().reaches(ISSUER, Duration.ofDays(9));
    store.denials().reaches(ISSUER, Duration.ofHours(1));
    store.denials().deny(ISSUER, token, expires);

    store.sweep(expires.plus(Duration.ofDays(9)), 10);
    assertThat(store.grants().alive(List.of(), List.of(token), NOW)).isFalse();
    store.sweep(expires.plus(Duration.ofDays(9)).plus(Sweep.STAY), 10);
    assertThat(store.grants().alive(List.of(), List.of(token), NOW)).isTrue();
  }

  @Test
  void what_is_over_goes_a_batch_at_a_time() {
    for (int number = 0; number < 7; number++) {
      begin(Samples.login(Samples.person(), "user" + number, NOW.plusSeconds(number)));
      store
          .failures()
          .attempt(List.of(new Limit("bucket" + number, 9)), Duration.ofSeconds(1), NOW);
    }

    assertThat(store.sweep(DAYS_LATER, 3)).containsEntry("grants", 3).containsEntry("failures", 3);
    assertThat(store.sweep(DAYS_LATER, 3)).containsEntry("grants", 3).containsEntry("failures", 3);
    assertThat(store.sweep(DAYS_LATER, 3)).containsEntry("grants", 1).containsEntry("failures", 1);
    assertThat(store.sweep(DAYS_LATER, 3).values()).containsOnly(0);
  }

  @Test
  void what_is_not_over_stays() {
    Login login = begin(Samples.login());
    Code code = issue(login);
    Grant grant = redeem(code, login, Samples.EXPIRES);
    DeviceRequest request = Samples.deviceRequest();
    store.deviceCodes().start(request);
    Transaction transaction = transaction();
    Session session = session(login);
    store.failures().attempt(List.of(new Limit("bucket", 9)), Duration.ofHours(1), NOW);

    assertThat(store.sweep(NOW.plusSeconds(30), 100).values()).containsOnly(0);

    assertThat(store.families().find(grant.id())).isPresent();
    assertThat(store.codes().find(code.hash())).isPresent();
    assertThat(store.deviceCodes().poll(ISSUER, CLIENT, request.deviceCode(), NOW))
        .isEqualTo(new Poll.Pending());
    assertThat(store.transactions().find(ISSUER, transaction.id(), transaction.browser(), NOW))
        .isPresent();
    assertThat(store.sessions().find(ISSUER, session.id(), NOW)).isPresent();
    assertThat(store.failures().attempt(List.of(new Limit("bucket", 1)), Duration.ofHours(1), NOW))
        .isEqualTo(Attempt.FULL);
  }

  @Test
  void each_table_is_swept() {
    Login login = begin(Samples.login(Samples.person(), "user", NOW.plus(Duration.ofDays(1))));
    redeem(issue(login), login, login.grant().expires());
    issue(login);
    store.deviceCodes().start(Samples.deviceRequest());
    transaction();
    Session joined = session(login);
    store.sessions().joined(joined, new Member(login.grant().id(), CLIENT, "user"));
    Session ended = session(login);
    store.sessions().joined(ended, new Member(login.grant().id(), CLIENT, "user"));
    store
        .sessions()
        .end(
            new SessionEnd(
                ISSUER, ended.handle(), Ends.ONLINE, "test", NOW, ended.expires(), Samples::text));
    issue(login);
    store
        .consents()
        .remember(
            ISSUER,
            "person",
            CLIENT,
            List.of(new Consents.Allowed("openid")),
            NOW.plusSeconds(60),
            NOW);
    store.failures().attempt(List.of(new Limit("bucket", 9)), Duration.ofHours(1), NOW);
    store.denials().deny(ISSUER, Samples.text(), NOW.plusSeconds(60));
    store.replay().first("test", Samples.text(), NOW.plusSeconds(60));

    store
        .pushedRequests()
        .keep(StoredPushedRequestsTest.request(Samples.hash(), NOW.plusSeconds(60)));
    store.registrations().add(StoredRegistrationsTest.client(NOW.plusSeconds(60)));
    store
        .initialTokens()
        .add(
            new InitialToken("token", ISSUER, "for a test", 1, 0, NOW, NOW.plusSeconds(60)),
            SecretHash.of("a token"));

    Map<String, Integer> first = store.sweep(DAYS_LATER, 100);

    assertThat(first)
        .containsEntry("session_clients", 1)
        .containsEntry("logout_notices", 1)
        .containsEntry("consents", 1);
    first.keySet().removeAll(Set.of("session_clients", "logout_notices", "consents"));
    assertThat(first)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("login_transactions", 1),
                Map.entry("sessions", 1),
                Map.entry("pushed_requests", 1),
                Map.entry("denied_tokens", 1),
                Map.entry("registered_clients", 1),
                Map.entry("registration_tokens", 1),
                Map.entry("used_ids", 1),
                Map.entry("failures", 1),
                Map.entry("codes", 2),
                Map.entry("device_codes", 1),
                Map.entry("grants", 1)));
    assertThat(store.sweep(DAYS_LATER, 100)).as("its ancestor").containsEntry("grants", 1);
    assertThat(store.logins().find(login.grant().id())).isEmpty();
  }

  @Test
  void a_replayed_code_ends_its_grant_however_often_was_swept_in_between() {
    Login login = begin(Samples.login());
    Code code = issue(login);
    Grant grant = redeem(code, login, Samples.EXPIRES);
    sweepAll(DAYS_LATER);

    assertThat(store.codes().redeem(code.hash(), grant, Optional.empty(), DAYS_LATER))
        .isEqualTo(new Redemption.Replayed());

    assertThat(store.grants().find(grant.id()).flatMap(Grant::ended)).isPresent();
  }

  @Test
  void a_replayed_refresh_token_ends_its_grant_however_often_was_swept_in_between() {
    Login login = begin(Samples.login());
    Grant grant = redeem(issue(login), login, Samples.EXPIRES);
    Use use = new Use(grant.id(), 0, "k1", Duration.ofSeconds(60), Samples.EXPIRES, NOW);
    store.families().rotate(use);
    sweepAll(DAYS_LATER);

    assertThat(
            store
                .families()
                .rotate(
                    new Use(
                        grant.id(), 0, "k1", Duration.ofSeconds(60), Samples.EXPIRES, DAYS_LATER)))
        .isEqualTo(new Rotation.Replayed());
  }

  @Test
  void an_ended_login_stays_as_long_as_anything_hangs_on_it() {
    Login login = begin(Samples.login());
    Grant grant = redeem(issue(login), login, Samples.EXPIRES);
    store.grants().end(login.grant().id(), "test", NOW);
    sweepAll(DAYS_LATER);

    assertThat(store.grants().alive(grant.lineage(), DAYS_LATER)).isFalse();
    assertThat(
            store
                .families()
                .rotate(new Use(grant.id(), 0, "k1", Duration.ZERO, Samples.EXPIRES, DAYS_LATER)))
        .isEqualTo(new Rotation.Gone());
  }

  @Test
  void a_login_goes_once_its_session_is_over_and_nothing_hangs_on_it() {
    Login login = begin(Samples.login());
    session(login);
    issue(login);

    sweepAll(NOW.plus(Duration.ofHours(20)));
    assertThat(store.logins().find(login.grant().id())).isPresent();

    sweepAll(NOW.plus(Duration.ofDays(2)));
    assertThat(store.logins().find(login.grant().id())).isEmpty();
  }

  @Test
  void a_login_stays_as_long_as_its_session() {
    Login login = begin(Samples.login());
    store.sessions().begin(SessionsContract.session(login.grant().id(), DAYS_LATER.plusSeconds(1)));
    sweepAll(DAYS_LATER);

    assertThat(store.logins().find(login.grant().id())).isPresent();
  }

  @Test
  void a_login_stays_while_a_grant_below_it_lives_and_goes_when_that_has_ended() {
    Login login = begin(Samples.login());
    Grant grant = redeem(issue(login), login, Samples.EXPIRES);
    sweepAll(DAYS_LATER);
    assertThat(store.families().find(grant.id()).map(Family::alive)).contains(true);

    store.grants().end(grant.id(), "its owner ended it", DAYS_LATER);
    sweepAll(DAYS_LATER.plus(Duration.ofDays(2)));

    assertThat(store.logins().find(login.grant().id())).isEmpty();
    assertThat(store.grants().find(grant.id())).isEmpty();
  }

  @Test
  void a_login_goes_when_what_hangs_on_it_was_not_used_for_too_long() {
    Login login = begin(Samples.login());
    redeem(issue(login), login, Samples.EXPIRES);
    sweepAll(NOW.plus(Duration.ofDays(40)));

    assertThat(store.logins().find(login.grant().id())).isEmpty();
  }

  @Test
  void a_name_stays_with_its_holder_after_all_logins_are_swept() {
    Login first = begin(Samples.login(Samples.person(), "alice", NOW.plusSeconds(1)));
    sweepAll(DAYS_LATER);
    assertThat(store.logins().find(first.grant().id())).isEmpty();

    Login thief = Samples.login(Samples.person(), "alice", Samples.EXPIRES);
    assertThat(store.logins().begin(thief, SharedNames.NONE))
        .isEqualTo(new Begun.NameHeldByAnother());
  }

  @Test
  void a_device_that_polls_late_hears_that_its_code_expired() {
    DeviceRequest request = Samples.deviceRequest();
    store.deviceCodes().start(request);
    Instant late = request.expires().plus(Duration.ofMinutes(30));
    sweepAll(late);

    assertThat(store.deviceCodes().poll(ISSUER, CLIENT, request.deviceCode(), late))
        .isEqualTo(new Poll.Expired());
  }

  private void sweepAll(Instant now) {
    while (store.sweep(now, 100).values().stream().anyMatch(count -> count > 0)) {
      // More may have become free to go.
    }
  }

  private Login begin(Login login) {
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Begun.Stored());
    return login;
  }

  private Code issue(Login login) {
    Code code = Samples.code(login);
    store.codes().issue(code);
    return code;
  }

  private Grant redeem(Code code, Login login, Instant expires) {
    Grant grant = Samples.below(login.grant(), code.grant(), expires);
    assertThat(store.codes().redeem(code.hash(), grant, Optional.of(Samples.family()), NOW))
        .isEqualTo(new Redemption.Redeemed());
    return grant;
  }

  private Transaction transaction() {
    Transaction transaction =
        new Transaction(
            Samples.hash(),
            ISSUER,
            Samples.hash(),
            new Continuation.Device("BDFG-HKLM"),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            NOW.plusSeconds(600));
    store.transactions().begin(transaction);
    return transaction;
  }

  private Session session(Login login) {
    Session session = SessionsContract.session(login.grant().id(), NOW.plusSeconds(600));
    store.sessions().begin(session);
    return session;
  }
}
