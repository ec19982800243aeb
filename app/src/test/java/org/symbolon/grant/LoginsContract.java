package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.EXPIRES;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Logins.Begun;
import org.symbolon.grant.Logins.Lease;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** What every implementation of {@link Logins} does. */
public abstract class LoginsContract {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant DUE = NOW.plus(EVERY);

  private final Ports ports;
  private final Logins logins;

  protected LoginsContract(Ports ports) {
    this.ports = ports;
    this.logins = ports.logins();
  }

  @Test
  void a_login_is_found_as_it_was_begun() {
    Login login = ports.begun();

    assertThat(logins.find(login.grant().id())).contains(login);
  }

  @Test
  void an_unknown_login_is_absent() {
    assertThat(logins.find(Samples.id())).isEmpty();
  }

  @Test
  void the_same_person_may_log_in_again_under_the_same_name() {
    Login first = ports.begun();
    Login again = Samples.login(first.person(), first.grant().username(), EXPIRES);

    assertThat(logins.begin(again, SharedNames.NONE)).isEqualTo(new Begun.Stored());
    assertThat(logins.find(again.grant().id())).contains(again);
  }

  @Test
  void a_name_never_passes_to_another_person_and_nothing_is_stored() {
    Login first = ports.begun();
    ports.grants().end(first.grant().id(), "logged out", NOW);
    Login thief = Samples.login(Samples.person(), first.grant().username(), EXPIRES);

    assertThat(logins.begin(thief, SharedNames.NONE)).isEqualTo(new Begun.NameHeldByAnother());

    assertThat(logins.find(thief.grant().id())).isEmpty();
    assertThat(ports.grants().find(thief.grant().id())).isEmpty();
  }

  @Test
  void another_login_method_reaches_the_name_only_where_it_is_shared() {
    Login campus = ports.begun();
    Login guests = Samples.login(at("guests"), campus.grant().username(), EXPIRES);

    assertThat(logins.begin(guests, SharedNames.NONE)).isEqualTo(new Begun.NameHeldByAnother());
    assertThat(logins.begin(guests, sharing(Optional.empty()))).isEqualTo(new Begun.Stored());
  }

  @Test
  void a_shared_name_still_belongs_to_one_person_of_each_login_method() {
    Login campus = ports.begun();
    Login guests = Samples.login(at("guests"), campus.grant().username(), EXPIRES);
    Login other = Samples.login(at("guests"), campus.grant().username(), EXPIRES);
    logins.begin(guests, sharing(Optional.empty()));

    assertThat(logins.begin(other, sharing(Optional.empty())))
        .isEqualTo(new Begun.NameHeldByAnother());
  }

  @Test
  void a_person_whom_the_configuration_states_to_be_the_account_has_its_name() {
    Login first = ports.begun();
    String name = first.grant().username();
    Login stated = Samples.login(at(first.person().method()), name, EXPIRES);

    assertThat(logins.begin(stated, sharing(Optional.of(name)))).isEqualTo(new Begun.Stored());
  }

  @Test
  void a_name_that_the_configuration_gives_to_others_can_not_be_claimed_even_first() {
    Login claimant = rival("user" + Samples.text());
    Login stated = Samples.login(at("campus"), claimant.grant().username(), EXPIRES);

    assertThat(logins.begin(claimant, givenToOthers())).isEqualTo(new Begun.NameHeldByAnother());

    assertThat(logins.find(claimant.grant().id())).isEmpty();
    assertThat(logins.begin(stated, SharedNames.NONE)).isEqualTo(new Begun.Stored());
  }

  private static SharedNames givenToOthers() {
    return new SharedNames() {
      @Override
      public boolean mayShare(String username, String method, String other) {
        return true;
      }

      @Override
      public Optional<String> accountOf(Person person) {
        return Optional.empty();
      }

      @Override
      public boolean mayClaim(String username, Person person) {
        return false;
      }
    };
  }

  private static Person at(String method) {
    Person person = Samples.person();
    return new Person(person.issuer(), method, person.upstreamIssuer(), person.upstreamSubject());
  }

  private static SharedNames sharing(Optional<String> account) {
    return new SharedNames() {
      @Override
      public boolean mayShare(String username, String method, String other) {
        return true;
      }

      @Override
      public Optional<String> accountOf(Person person) {
        return account;
      }
    };
  }

  @Test
  void another_issuer_has_names_of_its_own() {
    Login here = ports.begun();
    Grant grant = here.grant();
    Person elsewhere = new Person(new IssuerId("other"), "campus", "https://idp", "someone");
    Login there =
        new Login(
            new Grant(
                Samples.id(),
                elsewhere.issuer(),
                List.of(),
                GrantKind.LOGIN,
                elsewhere.key(),
                grant.username(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                List.of(),
                NOW,
                NOW,
                EXPIRES,
                Optional.empty()),
            elsewhere,
            Map.of(),
            Optional.empty(),
            NOW,
            NOW);

    assertThat(logins.begin(there, SharedNames.NONE)).isEqualTo(new Begun.Stored());
    assertThat(logins.find(there.grant().id())).contains(there);
  }

  @Test
  void of_many_persons_who_are_first_at_once_one_gets_the_name() {
    String name = "user" + Samples.text();
    List<Login> rivals =
        List.of(rival(name), rival(name), rival(name), rival(name), rival(name), rival(name));

    List<Begun> begun =
        Parallel.run(
            rivals.size(),
            number -> {
              Login login = rivals.get(number);
              return logins.begin(login, SharedNames.NONE);
            });

    assertThat(begun).containsOnlyOnce(new Begun.Stored());
    long stored =
        rivals.stream().filter(login -> logins.find(login.grant().id()).isPresent()).count();
    assertThat(stored).isEqualTo(1);
  }

  private static Login rival(String name) {
    return Samples.login(Samples.person(), name, EXPIRES);
  }

  @Test
  void an_identity_asked_about_recently_is_fresh() {
    Login login = ports.begun();

    assertThat(lease(login, DUE.minusMillis(1))).isEqualTo(new Lease.Fresh(login));
    assertThat(lease(login, DUE)).isInstanceOf(Lease.Ask.class);
  }

  @Test
  void of_many_callers_one_asks_and_the_others_see_the_login_as_it_stood() {
    Login login = ports.begun();

    List<Lease> leases = Parallel.run(40, number -> lease(login, DUE));

    assertThat(leases).filteredOn(Lease.Ask.class::isInstance).hasSize(1);
    assertThat(leases)
        .filteredOn(lease -> !(lease instanceof Lease.Ask))
        .hasSize(39)
        .containsOnly(new Lease.Busy(login));
  }

  @Test
  void one_who_never_reports_loses_the_right_to_ask() {
    Login login = ports.begun();
    long first = ask(login, DUE).number();

    assertThat(lease(login, DUE.plus(LEASE).minusMillis(1))).isEqualTo(new Lease.Busy(login));
    assertThat(ask(login, DUE.plus(LEASE)).number()).isNotEqualTo(first);
  }

  @Test
  void a_report_after_the_lease_has_passed_to_another_changes_nothing() {
    Login login = ports.begun();
    long late = ask(login, DUE).number();
    Instant later = DUE.plus(LEASE);
    long current = ask(login, later).number();

    logins.welcome(
        id(login), late, Optional.of("stale"), Optional.of(Map.of("stale", true)), later);
    logins.cannotSay(id(login), late, later);

    assertThat(logins.find(id(login))).contains(login);
    assertThat(lease(login, later)).isEqualTo(new Lease.Busy(login));
    logins.welcome(id(login), current, Optional.of("new"), Optional.empty(), later);
    assertThat(logins.find(id(login)).flatMap(Login::upstreamRefreshToken)).contains("new");
  }

  @Test
  void a_report_counts_once() {
    Login login = ports.begun();
    long number = ask(login, DUE).number();
    logins.cannotSay(id(login), number, DUE);

    logins.welcome(id(login), number, Optional.of("late"), Optional.empty(), DUE.plusSeconds(1));

    assertThat(logins.find(id(login)).map(Login::lastGood)).contains(NOW);
  }

  @Test
  void a_welcome_keeps_the_new_token_and_claims_and_frees_the_lease() {
    Login login = ports.begun();
    long number = ask(login, DUE).number();
    Instant answered = DUE.plusSeconds(1);

    logins.welcome(
        id(login), number, Optional.of("encrypted.new"), Optional.of(Map.of("a", 1)), answered);

    Login welcome =
        new Login(
            login.grant(),
            login.person(),
            Map.of("a", 1),
            Optional.of("encrypted.new"),
            answered,
            answered);
    assertThat(logins.find(id(login))).contains(welcome);
    assertThat(lease(login, answered)).isEqualTo(new Lease.Fresh(welcome));
    assertThat(ask(login, answered.plus(EVERY)).login()).isEqualTo(welcome);
  }

  @Test
  void a_welcome_that_tells_nothing_new_keeps_what_is_held() {
    Login login = ports.begun();
    long number = ask(login, DUE).number();

    logins.welcome(id(login), number, Optional.empty(), Optional.empty(), DUE);

    assertThat(logins.find(id(login)))
        .contains(
            new Login(
                login.grant(),
                login.person(),
                login.claims(),
                login.upstreamRefreshToken(),
                DUE,
                DUE));
  }

  @Test
  void an_upstream_that_cannot_say_leaves_the_last_good_answer_and_frees_the_lease() {
    Login login = ports.begun();
    long number = ask(login, DUE).number();

    logins.cannotSay(id(login), number, DUE);

    Login asked =
        new Login(
            login.grant(), login.person(), login.claims(), login.upstreamRefreshToken(), NOW, DUE);
    assertThat(lease(login, DUE)).isEqualTo(new Lease.Fresh(asked));
    assertThat(lease(login, DUE.plus(EVERY))).isInstanceOf(Lease.Ask.class);
  }

  @Test
  void nobody_asks_about_a_login_that_has_ended_or_expired_or_never_was() {
    Login ended = ports.begun();
    ports.grants().end(id(ended), "test", NOW);
    Login expired = ports.begun(rivalUntil(DUE));

    assertThat(lease(ended, DUE)).isEqualTo(new Lease.Gone());
    assertThat(lease(ended, NOW)).isEqualTo(new Lease.Gone());
    assertThat(lease(expired, DUE)).isEqualTo(new Lease.Gone());
    assertThat(logins.leaseRecheck(Samples.id(), DUE, EVERY, LEASE)).isEqualTo(new Lease.Gone());
  }

  private static Login rivalUntil(Instant expires) {
    return Samples.login(Samples.person(), "user" + Samples.text(), expires);
  }

  private Lease lease(Login login, Instant now) {
    return logins.leaseRecheck(id(login), now, EVERY, LEASE);
  }

  private Lease.Ask ask(Login login, Instant now) {
    return (Lease.Ask) lease(login, now);
  }

  private static GrantId id(Login login) {
    return login.grant().id();
  }
}
