package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.symbolon.grant.Samples.EXPIRES;
import static org.symbolon.grant.Samples.NOW;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;

/** What every implementation of {@link Exchanges} and {@link JobGrants} does. */
public abstract class ExchangesContract {
  private static final JobTerms TERMS =
      new JobTerms("Simulation \"17\"", Optional.of("worker.example"), 3);
  private final Ports ports;
  private final Exchanges exchanges;
  private final JobGrants jobs;
  private final Login login;
  private final Grant parent;

  protected ExchangesContract(Ports ports) {
    this.ports = ports;
    this.exchanges = ports.exchanges();
    this.jobs = ports.jobGrants();
    this.login = ports.begun();
    this.parent = ports.granted(login, login.grant(), EXPIRES.minusSeconds(60));
  }

  private static Derivation derivation(String... tokenIds) {
    return new Derivation(
        "delegate",
        "portal to storage",
        "urn:ietf:params:oauth:token-type:access_token",
        "self",
        Optional.of(new ClientId("tool")),
        List.of("https://portal.example"),
        List.of(tokenIds),
        Map.of("sub", "ana", "number", 7, "nested", Map.of("list", List.of("a", "b"))),
        Actors.NOBODY
            .and(Party.own("client:portal"))
            .and(new Party(Optional.of("https://else.example"), "b")),
        Optional.of(
            new Actor(
                Party.own("help"),
                Optional.empty(),
                Optional.of("help"),
                List.of(new GrantId("x".repeat(22))),
                List.of("its token"))),
        Optional.of(Party.own("client:portal")));
  }

  private Grant below(Grant above) {
    return Samples.below(above, Samples.id(), above.expires());
  }

  private Grant begun(Grant above) {
    Grant grant = below(above);
    assertThat(exchanges.begin(new NewExchanged(grant, derivation()), family(), NOW)).isTrue();
    return grant;
  }

  private Grant begunJob() {
    Grant grant = below(parent);
    assertThat(exchanges.begin(new NewExchanged(grant, derivation()), new NewJob(TERMS, "k1"), NOW))
        .isTrue();
    return grant;
  }

  private static NewFamily family() {
    return new NewFamily("k1", EXPIRES);
  }

  @Test
  void a_lineage_stands_with_its_login_until_the_first_of_it_ends() {
    Standing standing = exchanges.standing(parent.lineage(), List.of(), NOW).orElseThrow();
    assertThat(standing.login()).isEqualTo(login);
    assertThat(standing.alive()).isTrue();
    assertThat(standing.ends()).isEqualTo(parent.expires());
    assertThat(exchanges.standing(parent.lineage(), List.of(), parent.expires()).orElseThrow())
        .extracting(Standing::alive)
        .isEqualTo(false);
    ports.grants().end(parent.id(), "test", NOW);
    assertThat(exchanges.standing(parent.lineage(), List.of(), NOW).orElseThrow().alive())
        .isFalse();
    assertThat(exchanges.standing(login.grant().lineage(), List.of(), NOW).orElseThrow().alive())
        .isTrue();
  }

  @Test
  void a_root_that_is_not_stored_or_no_login_stands_for_nothing() {
    assertThat(exchanges.standing(List.of(Samples.id()), List.of(), NOW)).isEmpty();
    assertThat(exchanges.standing(List.of(parent.id()), List.of(), NOW)).isEmpty();
    assertThat(
            exchanges
                .standing(List.of(login.grant().id(), Samples.id()), List.of(), NOW)
                .orElseThrow()
                .alive())
        .isFalse();
  }

  @Test
  void a_denied_token_ends_a_lineage_and_nothing_begins_below() {
    String token = Samples.text();
    ports.denials().deny(Samples.ISSUER, token, EXPIRES);
    assertThat(
            exchanges
                .standing(parent.lineage(), List.of(Samples.text(), token), NOW)
                .orElseThrow()
                .alive())
        .isFalse();
    assertThat(exchanges.begin(new NewExchanged(below(parent), derivation(token)), family(), NOW))
        .isFalse();
    assertThat(
            exchanges.begin(
                new NewExchanged(below(parent), derivation(token)), new NewJob(TERMS, "k1"), NOW))
        .isFalse();
  }

  @Test
  void what_begins_is_found_with_how_it_came_about() {
    Grant grant = begun(parent);
    assertThat(exchanges.find(grant.id(), NOW)).contains(new Exchanged(grant, login, true));
    assertThat(exchanges.derivation(grant.id())).contains(derivation());
    assertThat(ports.families().find(grant.id()).orElseThrow().grant()).isEqualTo(grant);
    assertThat(exchanges.derivation(parent.id())).isEmpty();
    assertThat(exchanges.find(login.grant().id(), NOW)).isEmpty();
    assertThat(exchanges.find(Samples.id(), NOW)).isEmpty();
  }

  @Test
  void nothing_begins_below_what_has_ended_or_expired() {
    assertThat(
            exchanges.begin(
                new NewExchanged(below(parent), derivation()), family(), parent.expires()))
        .isFalse();
    ports.grants().end(login.grant().id(), "test", NOW);
    Grant late = below(parent);
    assertThat(exchanges.begin(new NewExchanged(late, derivation()), family(), NOW)).isFalse();
    assertThat(
            exchanges.begin(
                new NewExchanged(below(parent), derivation()), new NewJob(TERMS, "k1"), NOW))
        .isFalse();
    assertThat(ports.grants().find(late.id())).isEmpty();
  }

  @Test
  void ending_any_ancestor_ends_it() {
    Grant grant = begun(begun(parent));
    assertThat(exchanges.find(grant.id(), NOW).orElseThrow().alive()).isTrue();
    ports.grants().end(parent.id(), "test", NOW);
    assertThat(exchanges.find(grant.id(), NOW).orElseThrow().alive()).isFalse();
    ports.setClock(NOW);
    assertThat(ports.families().find(grant.id()).orElseThrow().alive()).isFalse();
  }

  @Test
  void a_job_grant_is_found_as_it_was_stored() {
    Grant grant = begunJob();
    assertThat(jobs.find(grant.id(), NOW))
        .contains(
            new JobGrant(
                grant, login, derivation(), TERMS, 0, Optional.empty(), Optional.empty(), true));
    assertThat(jobs.find(parent.id(), NOW)).isEmpty();
  }

  @Test
  void it_is_used_as_often_as_it_may_be_and_no_more() {
    Grant grant = begunJob();
    List<JobGrants.Use> uses =
        Parallel.run(10, number -> jobs.use(grant.id(), "192.0.2.7", NOW.plusSeconds(number)));
    assertThat(uses).filteredOn(use -> use == JobGrants.Use.USED).hasSize(3);
    assertThat(uses).filteredOn(use -> use == JobGrants.Use.USED_UP).hasSize(7);
    JobGrant after = jobs.find(grant.id(), NOW).orElseThrow();
    assertThat(after.uses()).isEqualTo(3);
    assertThat(after.usedFrom()).contains("192.0.2.7");
    assertThat(after.lastUsed()).isPresent();
  }

  @Test
  void an_ended_or_expired_one_is_not_used() {
    Grant grant = begunJob();
    assertThat(jobs.use(grant.id(), "192.0.2.7", grant.expires())).isEqualTo(JobGrants.Use.GONE);
    ports.grants().end(parent.id(), "test", NOW);
    assertThat(jobs.use(grant.id(), "192.0.2.7", NOW)).isEqualTo(JobGrants.Use.GONE);
    assertThat(jobs.use(Samples.id(), "192.0.2.7", NOW)).isEqualTo(JobGrants.Use.GONE);
    assertThat(jobs.find(grant.id(), NOW).orElseThrow().uses()).isZero();
  }

  @Test
  void a_person_who_has_more_job_grants_than_anybody_reads_finds_those_that_live() {
    Grant over = begunJob();
    ports.grants().end(over.id(), "test", NOW);
    for (int number = 0; number < JobGrants.MOST; number++) {
      begunJob();
    }
    assertThat(jobs.of(login.grant().issuer(), login.person().key(), NOW))
        .hasSize(JobGrants.MOST)
        .allMatch(JobGrant::alive);
  }

  @Test
  void a_person_finds_their_own_and_no_others() {
    Grant first = begunJob();
    Login other = ports.begun();
    Grant theirs = Samples.below(other.grant(), Samples.id(), EXPIRES);
    assertThat(
            exchanges.begin(new NewExchanged(theirs, derivation()), new NewJob(TERMS, "k1"), NOW))
        .isTrue();
    ports.grants().end(first.id(), "test", NOW);
    assertThat(jobs.of(login.grant().issuer(), login.person().key(), NOW))
        .extracting(JobGrant::grant, JobGrant::alive)
        .containsExactly(tuple(ports.grants().find(first.id()).orElseThrow(), false));
  }
}
