package org.symbolon.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

final class ContractTypesTest {
  @Test
  void a_deadline_passes_when_its_time_has_come_even_where_the_clock_wraps() {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    Deadline deadline = Deadline.in(Duration.ofNanos(10), clock::get);
    assertThat(deadline.passed()).isFalse();
    assertThat(deadline.left()).isEqualTo(Duration.ofNanos(10));
    clock.addAndGet(10);
    assertThat(deadline.passed()).isTrue();
    assertThat(deadline.left()).isZero();
    assertThat(Deadline.in(Duration.ofHours(1)).passed()).isFalse();
  }

  @Test
  void a_group_has_a_name_or_a_number_or_both_and_says_so() {
    assertThat(Group.of("project1", 12350).inWords()).isEqualTo("project1 (gid 12350)");
    assertThat(Group.numbered(12350).inWords()).isEqualTo("gid 12350");
    assertThat(Group.named("project1").inWords()).isEqualTo("project1");
    assertThatThrownBy(() -> new Group(Optional.empty(), OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_account_knows_its_groups_by_name_and_number() {
    Account account =
        new Account(
            "ana",
            OptionalLong.of(2001),
            OptionalLong.of(100),
            Set.of(Group.of("project1", 12350), Group.named("readers"), Group.numbered(7)),
            Map.of());
    assertThat(account.gids()).containsExactlyInAnyOrder(100L, 12350L, 7L);
    assertThat(account.groupNames()).containsExactlyInAnyOrder("project1", "readers");
    assertThat(account.group(12350)).contains(Group.of("project1", 12350));
    assertThat(account.group(100)).isEmpty();
  }

  @Test
  void a_path_prints_as_it_was_asked() {
    assertThat(new ScopePath(List.of(), true)).hasToString("/");
    assertThat(new ScopePath(List.of("data", "ana"), false)).hasToString("/data/ana");
    assertThat(new ScopePath(List.of("data", "ana"), true)).hasToString("/data/ana/");
  }

  @Test
  void a_foreign_scope_says_that_it_was_not_judged() {
    assertThat(new Verdict.NotMine().why()).isEqualTo("not judged here");
  }
}
