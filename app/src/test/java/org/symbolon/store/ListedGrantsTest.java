package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.Grant;
import org.symbolon.grant.JobTerms;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins.Begun;
import org.symbolon.grant.NewExchanged;
import org.symbolon.grant.NewJob;
import org.symbolon.grant.OperatorGrants.JobUse;
import org.symbolon.grant.OperatorGrants.Living;
import org.symbolon.grant.OperatorGrants.Wanted;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;

/** What operators see of all grants, and what becomes of those that only a newer version knows. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class ListedGrantsTest {
  private static final Instant LATER = NOW.plusSeconds(1);
  private static final Wanted ALL = new Wanted("", "", false, false);

  private final TestDatabases.Database database;
  private final Store store;

  ListedGrantsTest(TestDatabases.Kind kind) {
    database = TestDatabases.fresh(kind);
    store = database.store();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Login login() {
    Login login = Samples.login();
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Begun.Stored());
    return login;
  }

  private Grant exchanged(Grant above) {
    Grant grant = Samples.below(above);
    NewExchanged kept = new NewExchanged(grant, Samples.derivation());
    assertThat(store.exchanges().begin(kept, Samples.family(), NOW)).isTrue();
    return grant;
  }

  private Grant job(Grant above) {
    Grant grant = Samples.below(above);
    NewExchanged kept = new NewExchanged(grant, Samples.derivation());
    NewJob job = new NewJob(new JobTerms("night run", Optional.empty(), 5), "k1");
    assertThat(store.exchanges().begin(kept, job, NOW)).isTrue();
    return grant;
  }

  /** As another version may have stored it. */
  private void setKind(GrantId id, String kind) {
    try (Engine engine = Opening.open(database.settings())) {
      engine.commitStatement(
          handle -> handle.execute("UPDATE grants SET kind = ? WHERE id = ?", kind, id.value()));
    }
  }

  private List<GrantId> listed(Wanted wanted) {
    return store.operatorGrants().list(wanted, LATER).stream()
        .map(living -> living.grant().id())
        .toList();
  }

  @Test
  void all_that_lives_is_listed_but_for_logins() {
    Grant exchanged = exchanged(login().grant());
    Grant job = job(login().grant());
    Grant ended = job(login().grant());
    store.grants().end(ended.id(), "done", NOW);
    Login gone = login();
    job(gone.grant());
    store.grants().end(gone.grant().id(), "left", NOW);

    assertThat(listed(ALL)).containsExactlyInAnyOrder(exchanged.id(), job.id());
  }

  @Test
  void a_job_grant_is_listed_with_its_uses() {
    Login login = login();
    exchanged(login.grant());
    Grant job = job(login.grant());
    store.jobGrants().use(job.id(), "192.0.2.7", NOW);

    List<Living> jobs = store.operatorGrants().list(new Wanted("", "", true, false), LATER);
    assertThat(jobs)
        .singleElement()
        .satisfies(
            living -> {
              assertThat(living.grant().id()).isEqualTo(job.id());
              assertThat(living.foreign()).isFalse();
              assertThat(living.job()).contains(new JobUse("night run", 1, 5));
            });
  }

  @Test
  void a_person_a_client_and_what_is_foreign_can_be_asked_for() {
    Login ana = login();
    Login abroad = login();
    Grant hers = job(ana.grant());
    Grant foreign = job(abroad.grant());
    setKind(abroad.grant().id(), "FOREIGN");

    assertThat(listed(new Wanted(ana.grant().username(), "", false, false)))
        .containsExactly(hers.id());
    assertThat(listed(new Wanted(ana.grant().person(), "", false, false)))
        .containsExactly(hers.id());
    assertThat(listed(new Wanted("", Samples.CLIENT.value(), false, false))).hasSize(2);
    assertThat(listed(new Wanted("", "nobody", false, false))).isEmpty();
    assertThat(listed(new Wanted("", "", false, true))).containsExactly(foreign.id());
    assertThat(store.operatorGrants().list(ALL, LATER))
        .filteredOn(Living::foreign)
        .extracting(living -> living.grant().id())
        .containsExactly(foreign.id());
  }

  @Test
  void a_grant_of_a_newer_version_can_not_be_judged_and_is_never_taken_for_ended() {
    Login login = login();
    Grant newer = exchanged(login.grant());
    Grant job = job(login.grant());
    setKind(newer.id(), "NEWER");

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> store.families().find(newer.id()))
        .satisfies(
            thrown ->
                assertThat(thrown.error().code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> store.grants().find(newer.id()))
        .satisfies(thrown -> assertThat(thrown.error().retryAfter()).isPresent());
    // Whether it lives can be told without knowing what it is.
    assertThat(store.grants().alive(newer.lineage(), LATER)).isTrue();
    assertThat(listed(ALL)).as("the others are listed").containsExactly(job.id());
    assertThat(
            store.personGrants().of(Samples.ISSUER, login.grant().person(), LATER).stream()
                .map(held -> held.grant().id()))
        .doesNotContain(newer.id());
    assertThat(store.grants().end(newer.id(), "by an operator", LATER)).isTrue();
  }
}
