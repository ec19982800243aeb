package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.Grant;
import org.symbolon.grant.JobGrants.Use;
import org.symbolon.grant.JobTerms;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins.Begun;
import org.symbolon.grant.NewExchanged;
import org.symbolon.grant.NewJob;
import org.symbolon.grant.OperatorGrants.Which;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;

/** What came of an exchange hangs on a login, and lives and ends with it. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class ExchangedGrantsTest {
  private static final Instant DAYS_LATER = NOW.plus(Duration.ofDays(10));

  private final TestDatabases.Database database;
  private final Store store;

  ExchangedGrantsTest(TestDatabases.Kind kind) {
    database = TestDatabases.fresh(kind);
    store = database.store();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_login_with_a_living_job_grant_is_not_idle() {
    Login login = login();
    Grant job = job(login.grant());
    sweepAll(DAYS_LATER);

    assertThat(store.logins().find(login.grant().id())).isPresent();
    assertThat(store.jobGrants().use(job.id(), "192.0.2.7", DAYS_LATER)).isEqualTo(Use.USED);

    store.grants().end(job.id(), "its owner ended it", DAYS_LATER);
    sweepAll(DAYS_LATER.plus(Duration.ofDays(2)));
    assertThat(store.logins().find(login.grant().id())).isEmpty();
    assertThat(store.jobGrants().find(job.id(), DAYS_LATER)).isEmpty();
  }

  @Test
  void a_login_with_a_job_grant_below_what_was_exchanged_is_not_idle() {
    Login login = login();
    Grant exchanged = exchanged(login.grant());
    Grant job = job(exchanged);
    // By now what was exchanged could not be refreshed any more.
    Instant later = NOW.plus(Duration.ofDays(60));
    sweepAll(later);

    assertThat(store.logins().find(login.grant().id())).isPresent();
    assertThat(store.jobGrants().use(job.id(), "192.0.2.7", later)).isEqualTo(Use.USED);
  }

  @Test
  void a_login_goes_when_what_was_exchanged_was_not_used_for_too_long() {
    Login login = login();
    Grant exchanged = exchanged(login.grant());
    sweepAll(DAYS_LATER);
    assertThat(store.exchanges().find(exchanged.id(), DAYS_LATER)).isPresent();

    sweepAll(NOW.plus(Duration.ofDays(40)));
    assertThat(store.logins().find(login.grant().id())).isEmpty();
    assertThat(store.exchanges().find(exchanged.id(), NOW)).isEmpty();
  }

  @Test
  void ending_a_person_ends_jobs_and_what_was_exchanged() {
    Login login = login();
    Grant exchanged = exchanged(login.grant());
    Grant job = job(exchanged);
    Login other = login();
    Grant othersJob = job(other.grant());

    assertThat(
            store
                .operatorGrants()
                .end(new Which.OfPerson(login.grant().username()), "left", NOW.plusSeconds(1)))
        .hasSize(1);

    Instant after = NOW.plusSeconds(2);
    assertThat(store.grants().alive(exchanged.lineage(), after)).isFalse();
    assertThat(store.grants().alive(job.lineage(), after)).isFalse();
    assertThat(store.jobGrants().use(job.id(), "192.0.2.7", after)).isEqualTo(Use.GONE);
    assertThat(store.jobGrants().use(othersJob.id(), "192.0.2.7", after)).isEqualTo(Use.USED);
  }

  @Test
  void living_job_grants_are_counted_by_the_key_that_their_text_needs() {
    Grant job = job(login().grant());
    job(login().grant());
    assertThat(store.secrets().jobGrants(NOW)).containsEntry("k1", 2L);
    store.grants().end(job.id(), "done", NOW);
    assertThat(store.secrets().jobGrants(NOW)).containsEntry("k1", 1L);
    assertThat(store.secrets().jobGrants(NOW.plus(Duration.ofDays(10_000)))).isEmpty();
  }

  private Login login() {
    Login login = Samples.login();
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Begun.Stored());
    return login;
  }

  private Grant exchanged(Grant above) {
    Grant grant = Samples.below(above);
    assertThat(
            store
                .exchanges()
                .begin(new NewExchanged(grant, Samples.derivation()), Samples.family(), NOW))
        .isTrue();
    return grant;
  }

  private Grant job(Grant above) {
    Grant grant = Samples.below(above);
    JobTerms terms = new JobTerms("night run", Optional.empty(), 5);
    assertThat(
            store
                .exchanges()
                .begin(new NewExchanged(grant, Samples.derivation()), new NewJob(terms, "k1"), NOW))
        .isTrue();
    return grant;
  }

  private void sweepAll(Instant now) {
    while (store.sweep(now, 100).values().stream().anyMatch(count -> count > 0)) {
      // More may have become free to go.
    }
  }
}
