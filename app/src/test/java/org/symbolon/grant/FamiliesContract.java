package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.EXPIRES;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Families.Rotation;
import org.symbolon.grant.Families.Use;
import org.symbolon.protocol.GrantId;

/** What every implementation of {@link Families} does. */
public abstract class FamiliesContract {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Instant IDLE = Samples.family().idleExpires();
  private static final Rotation GONE = new Rotation.Gone();
  private static final Rotation REPLAYED = new Rotation.Replayed();

  private final Ports ports;
  private final Families families;

  protected FamiliesContract(Ports ports) {
    this.ports = ports;
    this.families = ports.families();
  }

  @BeforeEach
  void set_clock() {
    ports.setClock(NOW);
  }

  @Test
  void a_family_is_found_with_its_grant_and_login() {
    Login login = ports.begun();
    Grant grant = withFamily(login);

    assertThat(families.find(grant.id())).contains(new Family(grant, login, 0, "k1", IDLE, true));
    assertThat(families.find(Samples.id())).isEmpty();
    assertThat(families.find(login.grant().id())).isEmpty();
  }

  @Test
  void the_newest_token_rotates_and_the_family_shows_it() {
    Login login = ports.begun();
    Grant grant = withFamily(login);
    Instant idle = IDLE.plusSeconds(5);

    assertThat(families.rotate(new Use(grant.id(), 0, "k2", GRACE, idle, NOW)))
        .isEqualTo(new Rotation.Rotated(1, "k2"));

    assertThat(families.find(grant.id())).contains(new Family(grant, login, 1, "k2", idle, true));
    assertThat(use(grant.id(), 1, NOW)).isEqualTo(new Rotation.Rotated(2, "k1"));
  }

  @Test
  void of_100_parallel_uses_one_rotates_and_the_others_repeat_it_with_the_same_successor() {
    GrantId id = withFamily(ports.begun()).id();

    List<Rotation> rotations = Parallel.run(100, number -> use(id, 0, NOW));

    assertThat(rotations).containsOnlyOnce(new Rotation.Rotated(1, "k1"));
    assertThat(rotations).filteredOn(new Rotation.Repeated(1, "k1")::equals).hasSize(99);
    assertThat(families.find(id).map(Family::generation)).contains(1L);
  }

  @Test
  void parallel_uses_under_different_keys_agree_on_one_successor() {
    GrantId id = withFamily(ports.begun()).id();

    List<Rotation> rotations =
        Parallel.run(
            20, number -> families.rotate(new Use(id, 0, "key" + number, GRACE, IDLE, NOW)));

    String winner = families.find(id).orElseThrow().keyId();
    assertThat(rotations).containsOnlyOnce(new Rotation.Rotated(1, winner));
    assertThat(rotations).filteredOn(new Rotation.Repeated(1, winner)::equals).hasSize(19);
  }

  @Test
  void a_token_may_be_used_again_until_the_grace_since_its_first_use_is_over() {
    GrantId id = withFamily(ports.begun()).id();
    use(id, 0, NOW);

    assertThat(use(id, 0, NOW.plus(GRACE))).isEqualTo(new Rotation.Repeated(1, "k1"));
    assertThat(use(id, 0, NOW.plus(GRACE).plusMillis(1))).isEqualTo(REPLAYED);
  }

  @Test
  void repeating_a_token_does_not_lengthen_its_grace() {
    GrantId id = withFamily(ports.begun()).id();
    use(id, 0, NOW);
    use(id, 0, NOW.plusSeconds(59));

    assertThat(use(id, 0, NOW.plusSeconds(61))).isEqualTo(REPLAYED);
  }

  @Test
  void a_replay_ends_the_grant_for_good() {
    Login login = ports.begun();
    Grant grant = withFamily(login);
    use(grant.id(), 0, NOW);
    Instant late = NOW.plus(GRACE).plusSeconds(1);

    assertThat(use(grant.id(), 0, late)).isEqualTo(REPLAYED);

    assertThat(ports.grants().find(grant.id()).flatMap(Grant::ended).map(Grant.Ended::at))
        .contains(late);
    assertThat(ports.grants().alive(grant.lineage(), late)).isFalse();
    assertThat(ports.grants().alive(login.grant().lineage(), late)).isTrue();
    assertThat(use(grant.id(), 1, late)).as("the newest token").isEqualTo(GONE);
    assertThat(use(grant.id(), 0, late)).as("the replayed one").isEqualTo(GONE);
    assertThat(families.find(grant.id()).map(Family::alive)).contains(false);
  }

  @Test
  void of_many_parallel_replays_all_are_refused() {
    GrantId id = withFamily(ports.begun()).id();
    use(id, 0, NOW);
    Instant late = NOW.plus(GRACE).plusSeconds(1);

    List<Rotation> rotations = Parallel.run(20, number -> use(id, 0, late));

    assertThat(rotations).contains(REPLAYED).containsOnly(REPLAYED, GONE);
  }

  @Test
  void tokens_several_generations_back_repeat_within_their_own_grace() {
    GrantId id = withFamily(ports.begun()).id();
    for (int generation = 0; generation < 6; generation++) {
      String key = "key" + generation;
      families.rotate(new Use(id, generation, key, GRACE, IDLE, NOW.plusSeconds(10L * generation)));
    }

    Instant now = NOW.plusSeconds(65);
    for (int generation = 5; generation >= 1; generation--) {
      assertThat(use(id, generation, now))
          .isEqualTo(new Rotation.Repeated(generation + 1, "key" + generation));
    }
    assertThat(use(id, 0, now)).as("first used 65 s ago").isEqualTo(REPLAYED);
  }

  @Test
  void however_fast_a_client_refreshes_a_token_repeats_within_its_grace() {
    GrantId id = withFamily(ports.begun()).id();
    int many = 300;
    Duration step = Duration.ofMillis(190);
    for (int generation = 0; generation < many; generation++) {
      use(id, generation, NOW.plus(step.multipliedBy(generation)));
    }

    Instant now = NOW.plus(step.multipliedBy(many));
    for (int generation = 0; generation < many; generation += 13) {
      assertThat(use(id, generation, now)).isEqualTo(new Rotation.Repeated(generation + 1, "k1"));
    }
    assertThat(use(id, 0, NOW.plus(GRACE).plusMillis(1))).isEqualTo(REPLAYED);
  }

  @Test
  void a_day_of_grace_holds_through_a_day_of_ordinary_refreshes() {
    GrantId id = withFamily(ports.begun()).id();
    Duration day = Duration.ofDays(1);
    for (int generation = 0; generation < 144; generation++) {
      Instant now = NOW.plus(Duration.ofMinutes(10L * generation));
      assertThat(families.rotate(new Use(id, generation, "k1", day, IDLE, now)))
          .isInstanceOf(Rotation.Rotated.class);
    }

    assertThat(families.rotate(new Use(id, 0, "k1", day, IDLE, NOW.plus(day))))
        .isEqualTo(new Rotation.Repeated(1, "k1"));
  }

  @Test
  void a_grace_of_nothing_makes_every_second_use_a_replay() {
    GrantId id = withFamily(ports.begun()).id();
    families.rotate(new Use(id, 0, "k1", Duration.ZERO, IDLE, NOW));

    assertThat(families.rotate(new Use(id, 0, "k1", Duration.ZERO, IDLE, NOW.plusMillis(1))))
        .isEqualTo(REPLAYED);
  }

  @Test
  void a_generation_that_was_never_issued_is_gone_and_ends_nothing() {
    GrantId id = withFamily(ports.begun()).id();

    assertThat(use(id, 1, NOW)).isEqualTo(GONE);
    assertThat(use(id, Long.MAX_VALUE, NOW)).isEqualTo(GONE);

    assertThat(use(id, 0, NOW)).isEqualTo(new Rotation.Rotated(1, "k1"));
  }

  @Test
  void a_generation_below_zero_cannot_end_a_family() {
    GrantId id = withFamily(ports.begun()).id();
    use(id, 0, NOW);

    assertThat(use(id, -1, NOW)).isEqualTo(GONE);

    assertThat(families.find(id).map(Family::alive)).contains(true);
  }

  @Test
  void an_unknown_family_is_gone() {
    assertThat(use(Samples.id(), 0, NOW)).isEqualTo(GONE);
  }

  @Test
  void a_family_unused_for_too_long_is_gone_and_nothing_changes() {
    GrantId id = withFamily(ports.begun()).id();
    use(id, 0, NOW);

    assertThat(use(id, 1, IDLE)).isEqualTo(GONE);
    assertThat(use(id, 0, IDLE)).as("too late to be a replay").isEqualTo(GONE);

    assertThat(ports.grants().find(id).flatMap(Grant::ended)).isEmpty();
    assertThat(use(id, 1, IDLE.minusMillis(1))).isEqualTo(new Rotation.Rotated(2, "k1"));
  }

  @Test
  void each_use_moves_the_idle_limit() {
    GrantId id = withFamily(ports.begun()).id();
    Instant later = IDLE.plus(Duration.ofDays(10));
    families.rotate(new Use(id, 0, "k1", GRACE, later, NOW));

    assertThat(use(id, 1, IDLE.plusSeconds(1))).isEqualTo(new Rotation.Rotated(2, "k1"));
  }

  @Test
  void a_family_is_gone_when_its_grant_has_expired_even_if_used() {
    Login login = ports.begun();
    Grant grant = withFamily(login, login.grant(), NOW.plusSeconds(100));

    assertThat(use(grant.id(), 0, NOW.plusSeconds(99))).isEqualTo(new Rotation.Rotated(1, "k1"));
    assertThat(use(grant.id(), 1, NOW.plusSeconds(100))).isEqualTo(GONE);
    ports.setClock(NOW.plusSeconds(99));
    assertThat(families.find(grant.id()).map(Family::alive)).contains(true);
    ports.setClock(NOW.plusSeconds(100));
    assertThat(families.find(grant.id()).map(Family::alive)).contains(false);
  }

  @Test
  void a_family_is_gone_with_any_ancestor() {
    for (int victim = 0; victim < 3; victim++) {
      Login login = ports.begun();
      Grant middle = ports.granted(login, login.grant(), EXPIRES);
      Grant leaf = withFamily(login, middle, EXPIRES);
      use(leaf.id(), 0, NOW);

      ports.grants().end(leaf.lineage().get(victim), "test", NOW);

      assertThat(use(leaf.id(), 1, NOW)).isEqualTo(GONE);
      assertThat(use(leaf.id(), 0, NOW)).as("a repeat").isEqualTo(GONE);
      assertThat(families.find(leaf.id()).map(Family::alive)).contains(false);
    }
  }

  @Test
  void the_end_of_a_family_leaves_its_siblings() {
    Login login = ports.begun();
    Grant one = withFamily(login);
    Grant other = withFamily(login);
    ports.grants().end(one.id(), "test", NOW);

    assertThat(use(one.id(), 0, NOW)).isEqualTo(GONE);
    assertThat(use(other.id(), 0, NOW)).isEqualTo(new Rotation.Rotated(1, "k1"));
  }

  private Rotation use(GrantId id, long generation, Instant now) {
    return families.rotate(new Use(id, generation, "k1", GRACE, IDLE, now));
  }

  private Grant withFamily(Login login) {
    return withFamily(login, login.grant(), EXPIRES);
  }

  private Grant withFamily(Login login, Grant parent, Instant expires) {
    Code code = Samples.code(login);
    ports.codes().issue(code);
    Grant grant = Samples.below(parent, code.grant(), expires);
    assertThat(ports.codes().redeem(code.hash(), grant, Optional.of(Samples.family()), NOW))
        .isEqualTo(new Codes.Redemption.Redeemed());
    return grant;
  }
}
