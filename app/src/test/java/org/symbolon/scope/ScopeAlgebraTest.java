package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** The laws of the algebra, over many generated scopes. */
class ScopeAlgebraTest {
  private static final int ROUNDS = 20_000;

  private final RandomGenerator random = new Random(20_260_101);
  private final ScopeGenerator generate = new ScopeGenerator(random);

  @Test
  void a_printed_scope_is_read_as_itself() {
    for (int round = 0; round < ROUNDS; round++) {
      Profile profile = generate.profile();
      Scope scope = generate.scope(profile);
      assertThat(Scope.parse(scope.text(), profile)).isEqualTo(new Scope.Parsed(scope));
    }
  }

  @Test
  void a_printed_set_is_read_as_itself() {
    for (int round = 0; round < ROUNDS; round++) {
      Profile profile = generate.profile();
      ScopeSet scopes = generate.set(profile);
      assertThat(ScopeSet.parse(scopes.text(), profile)).isEqualTo(new ScopeSet.Parsed(scopes));
    }
  }

  @Test
  void whatever_is_read_prints_canonically_and_passes_the_linter() {
    int read = 0;
    for (int round = 0; round < 10 * ROUNDS; round++) {
      Profile profile = generate.profile();
      if (Scope.parse(generate.text(), profile) instanceof Scope.Parsed parsed) {
        read++;
        String text = parsed.scope().text();
        assertThat(Scope.parse(text, profile)).isEqualTo(parsed);
        assertThat(ScopeLinter.check(List.of(text), profile)).isEmpty();
      }
    }
    assertThat(read).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void paths_survive_encoding() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopePath path = new PathScope("read", generate.path()).path();
      assertThat(PathCoding.decode(PathCoding.encode(path)))
          .isEqualTo(new PathCoding.Result.Path(path));
    }
  }

  @Test
  void a_scope_covers_itself() {
    for (int round = 0; round < ROUNDS; round++) {
      Scope scope = generate.scope(Profile.PLAIN);
      assertThat(scope.subsumes(scope)).isTrue();
    }
  }

  @Test
  void covering_is_transitive() {
    for (int round = 0; round < ROUNDS; round++) {
      Scope widest = generate.scope(Profile.PLAIN);
      Scope middle = generate.within(widest);
      Scope least = generate.within(middle);
      assertThat(widest.subsumes(middle)).as("%s over %s", widest, middle).isTrue();
      assertThat(widest.subsumes(least)).as("%s over %s", widest, least).isTrue();
    }
  }

  @Test
  void two_scopes_that_cover_each_other_print_alike() {
    for (int round = 0; round < ROUNDS; round++) {
      Scope one = generate.scope(Profile.PLAIN);
      Scope other = random.nextBoolean() ? generate.within(one) : generate.scope(Profile.PLAIN);
      assertThat(one.subsumes(other) && other.subsumes(one))
          .isEqualTo(one.text().equals(other.text()));
    }
  }

  @Test
  void the_meet_of_two_scopes_is_the_most_that_both_cover() {
    for (int round = 0; round < ROUNDS; round++) {
      Scope one = generate.scope(Profile.PLAIN);
      Scope other = generate.scope(Profile.PLAIN);
      Scope third = generate.within(one);
      assertThat(one.meet(other)).isEqualTo(other.meet(one));
      one.meet(other)
          .ifPresent(meet -> assertThat(one.subsumes(meet) && other.subsumes(meet)).isTrue());
      if (other.subsumes(third)) {
        assertThat(one.meet(other)).hasValueSatisfying(meet -> meet.subsumes(third));
        assertThat(one.meet(other).orElseThrow().subsumes(third)).isTrue();
      }
    }
  }

  @Test
  void narrowing_leaves_what_both_allow_and_no_more() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopeSet asked = generate.set(Profile.PLAIN);
      ScopeSet ceiling = generate.set(Profile.PLAIN);
      ScopeSet narrowed = asked.narrow(ceiling);
      assertThat(asked.covers(narrowed)).isTrue();
      assertThat(ceiling.covers(narrowed)).isTrue();
      ScopeSet both = generate.within(asked);
      if (ceiling.covers(both)) {
        assertThat(narrowed.covers(both)).as("%s to %s", asked, ceiling).isTrue();
      }
    }
  }

  @Test
  void narrowing_is_monotone() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopeSet ceiling = generate.set(Profile.PLAIN);
      ScopeSet more = generate.set(Profile.PLAIN);
      ScopeSet less = generate.within(more);
      assertThat(more.narrow(ceiling).covers(less.narrow(ceiling))).isTrue();
      assertThat(ceiling.narrow(more).covers(ceiling.narrow(less))).isTrue();
    }
  }

  @Test
  void narrowing_to_oneself_or_twice_changes_nothing_more() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopeSet asked = generate.set(Profile.PLAIN);
      ScopeSet ceiling = generate.set(Profile.PLAIN);
      assertThat(asked.narrow(asked)).isEqualTo(asked.minimised());
      assertThat(asked.narrow(ceiling).narrow(ceiling)).isEqualTo(asked.narrow(ceiling));
    }
  }

  @Test
  void a_union_covers_its_parts_and_nothing_that_neither_covers() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopeSet one = generate.set(Profile.PLAIN);
      ScopeSet other = generate.set(Profile.PLAIN);
      ScopeSet union = one.union(other);
      assertThat(union.covers(one) && union.covers(other)).isTrue();
      Scope any = generate.scope(Profile.PLAIN);
      assertThat(union.covers(any)).isEqualTo(one.covers(any) || other.covers(any));
      assertThat(union.scopes()).containsExactlyInAnyOrderElementsOf(other.union(one).scopes());
      assertThat(one.union(one)).isEqualTo(one.minimised());
      assertThat(one.union(ScopeSet.EMPTY)).isEqualTo(one.minimised());
    }
  }

  @Test
  void unions_can_be_taken_in_any_grouping() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopeSet one = generate.set(Profile.PLAIN);
      ScopeSet two = generate.set(Profile.PLAIN);
      ScopeSet three = generate.set(Profile.PLAIN);
      assertThat(one.union(two).union(three)).isEqualTo(one.union(two.union(three)));
    }
  }

  @Test
  void a_minimised_set_allows_the_same_without_a_scope_too_many() {
    for (int round = 0; round < ROUNDS; round++) {
      ScopeSet scopes = generate.set(Profile.PLAIN);
      ScopeSet least = scopes.minimised();
      assertThat(least.covers(scopes)).isTrue();
      for (Scope scope : least.scopes()) {
        List<Scope> others = least.scopes().stream().filter(other -> !other.equals(scope)).toList();
        assertThat(new ScopeSet(others).covers(scope)).isFalse();
      }
    }
  }
}
