package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.EXPIRES;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.GrantId;

/** What every implementation of {@link Grants} does. */
public abstract class GrantsContract {
  private final Ports ports;
  private final Grants grants;

  protected GrantsContract(Ports ports) {
    this.ports = ports;
    this.grants = ports.grants();
  }

  @Test
  void a_grant_is_found_as_it_was_stored() {
    Login login = ports.begun();
    Grant grant = ports.granted(login, login.grant(), EXPIRES);

    assertThat(grants.find(login.grant().id())).contains(login.grant());
    assertThat(grants.find(grant.id())).contains(grant);
  }

  @Test
  void an_unknown_grant_is_absent() {
    assertThat(grants.find(Samples.id())).isEmpty();
  }

  @Test
  void a_lineage_lives_until_any_one_of_it_ends() {
    for (int victim = 0; victim < Grant.DEEPEST + 1; victim++) {
      List<GrantId> lineage = deepest(EXPIRES).lineage();
      assertThat(grants.alive(lineage, NOW)).isTrue();

      grants.end(lineage.get(victim), "test", NOW);

      assertThat(grants.alive(lineage, NOW)).as("the one ended: %s", victim).isFalse();
    }
  }

  @Test
  void a_lineage_lives_until_one_of_it_expires() {
    Instant soon = NOW.plusSeconds(10);
    List<GrantId> lineage = deepest(soon).lineage();

    assertThat(grants.alive(lineage, soon.minusMillis(1))).isTrue();
    assertThat(grants.alive(lineage, soon)).isFalse();
  }

  @Test
  void what_lives_is_not_touched_by_the_end_of_a_child_or_a_sibling() {
    Login login = ports.begun();
    Grant one = ports.granted(login, login.grant(), EXPIRES);
    Grant other = ports.granted(login, login.grant(), EXPIRES);

    grants.end(one.id(), "test", NOW);

    assertThat(grants.alive(one.lineage(), NOW)).isFalse();
    assertThat(grants.alive(other.lineage(), NOW)).isTrue();
    assertThat(grants.alive(login.grant().lineage(), NOW)).isTrue();
  }

  @Test
  void an_id_that_is_not_stored_counts_as_ended() {
    Login login = ports.begun();

    assertThat(grants.alive(List.of(login.grant().id(), Samples.id()), NOW)).isFalse();
    assertThat(grants.alive(List.of(Samples.id()), NOW)).isFalse();
  }

  @Test
  void the_empty_lineage_is_alive() {
    assertThat(grants.alive(List.of(), NOW)).isTrue();
  }

  @Test
  void an_id_named_twice_is_one_id() {
    GrantId id = ports.begun().grant().id();

    assertThat(grants.alive(List.of(id, id), NOW)).isTrue();
  }

  @Test
  void a_denied_token_is_not_alive_though_its_grants_are() {
    Login login = ports.begun();
    List<GrantId> lineage = login.grant().lineage();
    String denied = Samples.text();
    String other = Samples.text();

    ports.denials().deny(Samples.ISSUER, denied, EXPIRES);
    ports.denials().deny(Samples.ISSUER, denied, EXPIRES);

    assertThat(grants.alive(lineage, List.of(denied), NOW)).isFalse();
    assertThat(grants.alive(lineage, List.of(other, denied), NOW)).as("one it came from").isFalse();
    assertThat(grants.alive(List.of(), List.of(denied), NOW)).as("a client's own").isFalse();
    assertThat(grants.alive(lineage, List.of(other), NOW)).isTrue();
    assertThat(grants.alive(lineage, NOW)).isTrue();
  }

  @Test
  void a_second_end_changes_nothing() {
    GrantId id = ports.begun().grant().id();

    assertThat(grants.end(id, "the first reason", NOW)).isTrue();
    assertThat(grants.end(id, "another", NOW.plusSeconds(1))).isFalse();

    assertThat(grants.find(id).flatMap(Grant::ended))
        .contains(new Grant.Ended(NOW, "the first reason"));
  }

  @Test
  void of_many_who_end_a_grant_one_is_told_that_it_did() {
    GrantId id = ports.begun().grant().id();

    List<Boolean> ended = Parallel.run(20, number -> grants.end(id, "test", NOW));

    assertThat(ended).containsOnlyOnce(true);
  }

  @Test
  void an_unknown_grant_cannot_be_ended() {
    assertThat(grants.end(Samples.id(), "test", NOW)).isFalse();
  }

  /** A grant with as many ancestors as there may be; it alone expires then. */
  private Grant deepest(Instant expires) {
    Login login = ports.begun();
    List<Grant> line = new ArrayList<>(List.of(login.grant()));
    for (int depth = 1; depth <= Grant.DEEPEST; depth++) {
      boolean last = depth == Grant.DEEPEST;
      line.add(
          ports.granted(
              login, line.getLast(), last ? expires : EXPIRES.minus(Duration.ofDays(depth))));
    }
    return line.getLast();
  }
}
