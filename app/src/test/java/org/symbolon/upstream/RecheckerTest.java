package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symbolon.store.TestDatabases.Kind.SQLITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.audit.Event;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.store.MovableClock;
import org.symbolon.store.Store;
import org.symbolon.store.TestDatabases;

class RecheckerTest {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration TOLERANCE = Duration.ofHours(24);
  private static final Issuer.Recheck RULE = new Issuer.Recheck(EVERY, TOLERANCE);

  @TempDir Path folder;

  private final List<Event> events = new ArrayList<>();
  private Fixture fixture;
  private TestDatabases.Database database;
  private Store store;
  private MovableClock clock;
  private HeldTokens tokens;
  private Rechecker rechecker;

  @BeforeEach
  void open() throws IOException {
    fixture = new Fixture();
    database = TestDatabases.fresh(SQLITE);
    store = database.store();
    clock = database.clock();
    Path file = folder.resolve("master.key");
    Files.writeString(file, FileMasterKey.generate(new SecureRandom()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    tokens = new HeldTokens(FileMasterKey.load(file));
    rechecker = node();
  }

  @AfterEach
  void close() {
    database.close();
    fixture.close();
  }

  @Test
  void the_institution_is_not_asked_before_the_interval_is_over() {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(EVERY.minusMillis(1));
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(asked()).isEqualTo(before);
  }

  @Test
  void a_tolerance_shorter_than_the_interval_is_about_outages_only() {
    Issuer.Recheck strict = new Issuer.Recheck(EVERY, Duration.ZERO);
    GrantId login = held(fixture.refreshToken());
    later(EVERY.minusMillis(1));
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.StillWelcome.class);
    later(Duration.ofMillis(1));
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.StillWelcome.class);
    fixture.institution.answer("/token", Faults.status(503));
    later(EVERY);
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.OutageTooLong.class);
    later(Duration.ofMinutes(1));
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.OutageTooLong.class);
  }

  @Test
  void the_institution_is_asked_once_the_interval_is_over() {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(asked()).isEqualTo(before + 1);
    assertThat(find(login).lastGood()).isEqualTo(clock.instant());
  }

  @Test
  void a_rotated_token_is_stored_before_the_answer_is_used() {
    GrantId login = held(fixture.refreshToken());
    for (int i = 0; i < 3; i++) {
      later(EVERY);
      Rechecked answer = recheck(login);
      assertThat(answer).isInstanceOf(Rechecked.StillWelcome.class);
      String kept = find(login).upstreamRefreshToken().orElseThrow();
      assertThat(tokens.open(login, kept)).isIn(fixture.institution.refreshTokens());
      assertThat(((Rechecked.StillWelcome) answer).login().upstreamRefreshToken())
          .as("what the caller sees is what is stored")
          .contains(kept);
    }
  }

  @Test
  void a_rotated_token_survives_a_store_that_is_out_of_service_just_then() {
    GrantId login = held(fixture.refreshToken());
    FailingLogins failing = new FailingLogins(store.logins());
    rechecker =
        new Rechecker(
            failing,
            store.grants(),
            tokens,
            Map.of("campus", fixture.upstream),
            events::add,
            clock);
    later(EVERY);
    failing.down = true;
    assertThatThrownBy(() -> recheck(login)).isInstanceOf(ProtocolException.class);
    int asked = asked();
    // The lease is over, so anybody may ask again: with the old token that would be a false "no".
    later(Rechecker.LEASE.plusSeconds(1));
    assertThatThrownBy(() -> recheck(login)).isInstanceOf(ProtocolException.class);
    rechecker.settle();
    assertThat(asked()).as("nobody asks with the old token").isEqualTo(asked);

    failing.down = false;
    rechecker.settle();

    String kept = find(login).upstreamRefreshToken().orElseThrow();
    assertThat(tokens.open(login, kept)).isIn(fixture.institution.refreshTokens());
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(find(login).grant().ended()).isEmpty();
  }

  @Test
  void an_unrotated_token_is_used_again() {
    fixture.institution.rotating(false);
    GrantId login = held(fixture.refreshToken());
    String kept = find(login).upstreamRefreshToken().orElseThrow();
    for (int i = 0; i < 2; i++) {
      later(EVERY);
      assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    }
    assertThat(find(login).upstreamRefreshToken()).contains(kept);
  }

  @Test
  void new_claims_replace_old_ones_and_the_rest_stays() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.idToken(claims -> claims.claim("email", "new@campus.example"));
    later(EVERY);
    Rechecked.StillWelcome welcome = (Rechecked.StillWelcome) recheck(login);
    assertThat(welcome.login().claims())
        .containsEntry("email", "new@campus.example")
        .containsEntry("affiliation", "staff");
    assertThat(find(login).claims()).isEqualTo(welcome.login().claims());
  }

  @Test
  void the_token_is_kept_encrypted_and_bound_to_its_login() {
    String token = fixture.refreshToken();
    String kept = tokens.seal(new GrantId("a"), token);
    assertThat(kept).doesNotContain(token);
    assertThat(tokens.open(new GrantId("a"), kept)).isEqualTo(token);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> tokens.open(new GrantId("b"), kept))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void no_ends_everything_that_came_from_the_login() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.dismissEverybody();
    later(EVERY);
    assertThat(recheck(login)).isEqualTo(new Rechecked.NotWelcome());
    assertThat(store.grants().alive(List.of(login), clock.instant())).isFalse();
    assertThat(store.logins().find(login).filter(found -> found.grant().ended().isEmpty()))
        .isEmpty();
    assertThat(events)
        .containsExactly(
            new Event.UpstreamSaidNo(Samples.ISSUER, "campus", person().key(), login),
            new Event.GrantEnded(
                Samples.ISSUER, login, "the institution no longer vouches for this person"));
  }

  @Test
  void an_ended_or_expired_login_is_not_asked_about() {
    GrantId login = held(fixture.refreshToken());
    Login before = find(login);
    int requests = asked();
    store.grants().end(login, "signed out", clock.instant());
    later(EVERY);
    assertThat(rechecker.recheck(before, RULE)).isEqualTo(new Rechecked.NotWelcome());
    GrantId other = held(fixture.refreshToken());
    Login expiring = find(other);
    clock.set(expiring.grant().expires());
    assertThat(rechecker.recheck(expiring, RULE)).isEqualTo(new Rechecked.NotWelcome());
    assertThat(asked()).isEqualTo(requests + 1);
  }

  @Test
  void cannot_say_is_tolerated_since_the_last_good_answer_and_no_longer() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.answer("/token", Faults.status(503));
    later(TOLERANCE);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    later(Duration.ofMillis(1));
    assertThat(recheck(login)).isInstanceOf(Rechecked.OutageTooLong.class);
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.OutageTooLong.class);
    assertThat(store.grants().alive(List.of(login), clock.instant())).as("down is not no").isTrue();
    fixture.institution.behave("/token");
    later(EVERY);
    assertThat(recheck(login)).as("and it heals").isInstanceOf(Rechecked.StillWelcome.class);
  }

  @Test
  void an_institution_that_is_down_is_asked_no_more_often_than_one_that_is_up() {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    fixture.institution.answer("/token", Faults.status(500));
    later(EVERY);
    recheck(login);
    recheck(login);
    assertThat(asked()).isEqualTo(before + 1);
  }

  @Test
  void each_doubt_is_reported_with_its_reason_and_its_age() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.answer("/token", Faults.status(429));
    later(EVERY);
    recheck(login);
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.UpstreamCannotSay.class,
            event -> {
              assertThat(event.login()).isEqualTo(login);
              assertThat(event.why()).contains("429");
              assertThat(event.sinceLastGood()).isEqualTo(EVERY);
              assertThat(event.tolerated()).isTrue();
            });
  }

  @Test
  void a_login_without_refresh_token_is_welcome_until_it_expires() {
    GrantId login = hold(Optional.empty());
    later(Duration.ofDays(20));
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(asked()).isZero();
    assertThat(events).isEmpty();
  }

  @Test
  void a_login_method_that_is_gone_can_not_say() {
    GrantId login = held(fixture.refreshToken());
    Rechecker without =
        new Rechecker(store.logins(), store.grants(), tokens, Map.of(), events::add, clock);
    later(EVERY);
    assertThat(without.recheck(find(login), RULE)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(events).singleElement().isInstanceOf(Event.UpstreamCannotSay.class);
  }

  @Test
  void a_token_rotated_beside_nonsense_is_kept_so_that_the_next_answer_is_no_false_no() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.idToken(
        claims -> claims.expirationTime(java.util.Date.from(java.time.Instant.EPOCH)));
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(events).singleElement().isInstanceOf(Event.UpstreamCannotSay.class);
    fixture.institution.idToken(claims -> claims);
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(store.grants().find(login).orElseThrow().ended()).isEmpty();
  }

  @Test
  void a_token_that_can_not_be_decrypted_is_a_doubt_and_not_a_no() {
    GrantId login = hold(Optional.of("gone.AAAA"));
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(events).singleElement().isInstanceOf(Event.UpstreamCannotSay.class);
  }

  @Test
  void a_hundred_rechecks_of_one_person_on_two_nodes_make_one_request() throws Exception {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(EVERY);
    Rechecker otherNode = node();
    List<Rechecked> answers =
        atOnce(
            IntStream.range(0, 100).mapToObj(i -> i % 2 == 0 ? rechecker : otherNode).toList(),
            find(login));
    assertThat(answers).hasSize(100).allMatch(Rechecked.StillWelcome.class::isInstance);
    assertThat(asked()).isEqualTo(before + 1);
  }

  @Test
  void after_a_long_idle_time_those_who_come_at_once_wait_for_the_one_answer() throws Exception {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(TOLERANCE.multipliedBy(3));
    List<Rechecked> answers =
        atOnce(IntStream.range(0, 50).mapToObj(i -> rechecker).toList(), find(login));
    assertThat(answers).hasSize(50).allMatch(Rechecked.StillWelcome.class::isInstance);
    assertThat(asked()).isEqualTo(before + 1);
  }

  @Test
  void while_another_node_asks_the_old_answer_counts_if_it_is_tolerable() {
    GrantId login = held(fixture.refreshToken());
    later(EVERY);
    Login before = find(login);
    assertThat(meanwhile(before)).isEqualTo(new Rechecked.StillWelcome(before));
  }

  @Test
  void while_another_node_asks_an_old_answer_beyond_tolerance_does_not_count() {
    GrantId login = held(fixture.refreshToken());
    later(TOLERANCE.plusMillis(1));
    assertThat(meanwhile(find(login))).isInstanceOf(Rechecked.OutageTooLong.class);
  }

  @Test
  void a_no_about_a_token_that_another_node_has_replaced_meanwhile_is_a_doubt() {
    GrantId login = held(fixture.refreshToken());
    later(EVERY);
    Login before = find(login);
    fixture.institution.answer(
        "/token",
        request -> {
          // The lease runs out while this answer is under way, and another node gets the next one.
          clock.set(clock.instant().plus(Rechecker.LEASE));
          Logins.Lease lease =
              store.logins().leaseRecheck(login, clock.instant(), EVERY, Rechecker.LEASE);
          store
              .logins()
              .welcome(
                  login,
                  ((Logins.Lease.Ask) lease).number(),
                  Optional.of(tokens.seal(login, "rotated")),
                  Optional.empty(),
                  clock.instant());
          return FakeInstitution.json(400, Map.of("error", "invalid_grant"));
        });
    assertThat(rechecker.recheck(before, RULE)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(store.grants().alive(List.of(login), clock.instant())).isTrue();
  }

  /** What another node hears while this one's request is under way. */
  private Rechecked meanwhile(Login login) {
    AtomicReference<Optional<Rechecked>> heard = new AtomicReference<>(Optional.empty());
    Rechecker otherNode = node();
    fixture.institution.answer(
        "/token",
        request -> {
          heard.set(Optional.of(otherNode.recheck(login, RULE)));
          return Faults.status(503);
        });
    rechecker.recheck(login, RULE);
    return java.util.Objects.requireNonNull(heard.get()).orElseThrow();
  }

  private static List<Rechecked> atOnce(List<Rechecker> nodes, Login login) throws Exception {
    List<Rechecked> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Rechecked>> futures =
          nodes.stream().map(node -> threads.submit(() -> node.recheck(login, RULE))).toList();
      for (Future<Rechecked> future : futures) {
        answers.add(future.get());
      }
    }
    return answers;
  }

  private Rechecker node() {
    return new Rechecker(
        store.logins(),
        store.grants(),
        tokens,
        Map.of("campus", fixture.upstream),
        events::add,
        clock);
  }

  private Rechecked recheck(GrantId login) {
    return rechecker.recheck(find(login), RULE);
  }

  private Login find(GrantId login) {
    return store.logins().find(login).orElseThrow();
  }

  private void later(Duration duration) {
    clock.set(clock.instant().plus(duration));
  }

  private int asked() {
    return fixture.institution.requests("/token");
  }

  private Person person() {
    return new Person(
        Samples.ISSUER, "campus", fixture.institution.issuer().toString(), FakeInstitution.SUBJECT);
  }

  private GrantId held(String token) {
    return hold(Optional.of(token));
  }

  private GrantId hold(Optional<String> token) {
    GrantId id = Samples.id();
    Instant now = clock.instant();
    Login login =
        new Login(
            new Grant(
                id,
                Samples.ISSUER,
                List.of(),
                GrantKind.LOGIN,
                person().key(),
                "anna",
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                List.of(),
                now,
                now,
                now.plus(Duration.ofDays(30)),
                Optional.empty()),
            person(),
            Map.of("email", "old@campus.example", "affiliation", "staff"),
            token.map(text -> text.startsWith("gone.") ? text : tokens.seal(id, text)),
            now,
            now);
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Logins.Begun.Stored());
    return id;
  }
}
