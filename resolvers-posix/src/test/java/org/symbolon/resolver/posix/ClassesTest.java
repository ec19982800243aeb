package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Verdict;

/** Which class decides, and what makes an account a process the kernel could be asked about. */
final class ClassesTest {
  @TempDir Path directory;
  private TestTree tree;

  @BeforeEach
  void base() {
    tree = new TestTree(directory);
  }

  @Test
  void the_owner_is_judged_as_owner_even_where_others_may_more() {
    tree.directory("/odd", "077");
    assertThat(Asking.ask(directory, tree.owner(), "storage.read", "/odd"))
        .isEqualTo(new Verdict.Refused("owner owner has --- on /odd: no r"));
  }

  @Test
  void the_group_is_judged_as_group_even_where_others_may_more() {
    tree.directory("/odd", "707");
    assertThat(Asking.ask(directory, tree.member(), "storage.read", "/odd").why())
        .matches("group g\\d+ \\(gid \\d+\\) has --- on /odd: no r");
  }

  @Test
  void a_supplementary_group_counts_as_the_primary_one() {
    tree.directory("/shared", "770");
    assertThat(Asking.ask(directory, tree.member(), "storage.modify", "/shared").why())
        .matches("group g\\d+ \\(gid \\d+\\) has rwx on /shared");
  }

  @Test
  void a_group_without_a_name_counts() {
    tree.directory("/shared", "770");
    long gid = tree.member().gids().stream().filter(g -> g != 64002).findFirst().orElseThrow();
    Account nameless =
        new Account(
            "ana",
            OptionalLong.of(64002),
            OptionalLong.empty(),
            Set.of(Group.numbered(gid)),
            Map.of());
    assertThat(Asking.ask(directory, nameless, "storage.modify", "/shared"))
        .isEqualTo(new Verdict.Granted("group gid " + gid + " has rwx on /shared"));
  }

  @Test
  void a_primary_group_that_is_not_among_the_groups_counts() {
    tree.directory("/shared", "770");
    long gid = tree.member().gids().stream().filter(g -> g != 64002).findFirst().orElseThrow();
    Account account =
        new Account("ana", OptionalLong.of(64002), OptionalLong.of(gid), Set.of(), Map.of());
    assertThat(Asking.ask(directory, account, "storage.modify", "/shared"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void root_has_no_privilege_here() {
    tree.directory("/closed", "000");
    Account root = Asking.account("root", 0, 0);
    assertThat(Asking.ask(directory, root, "storage.read", "/closed"))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void an_account_without_a_usable_uid_is_refused() {
    for (OptionalLong uid :
        List.of(OptionalLong.empty(), OptionalLong.of(-1), OptionalLong.of(4294967295L))) {
      Account account = new Account("ana", uid, OptionalLong.of(1), Set.of(), Map.of());
      assertThat(Asking.ask(directory, account, "storage.read", "/"))
          .isEqualTo(new Verdict.Refused("no uid is known that files could belong to"));
    }
  }

  @Test
  void a_deadline_that_passes_on_the_way_ends_the_walk() {
    tree.directory("/a", "755").directory("/a/b", "755").directory("/a/b/c", "755");
    AtomicLong clock = new AtomicLong();
    Deadline twoSteps = Deadline.in(Duration.ofNanos(3), clock::incrementAndGet);
    assertThat(
            Asking.ask(
                directory, tree.stranger(), Asking.scope("storage.read", "/a/b/c"), twoSteps))
        .isInstanceOfSatisfying(
            Verdict.Unavailable.class,
            verdict -> assertThat(verdict.why()).startsWith("the file system was too slow at /"));
  }

  @Test
  void without_a_base_path_no_scope_is_judged() {
    try (PosixJudge judge =
        new PosixJudge(Optional.empty(), Action.BY_NAME, true, Turns.ofThisMachine())) {
      assertThat(
              judge.judge(
                  tree.stranger(),
                  List.of(Asking.scope("storage.read", "/")),
                  Deadline.in(Duration.ofMinutes(1))))
          .containsExactly(new Verdict.NotMine());
    }
  }

  @Test
  void a_storage_scope_without_a_path_is_refused() {
    var scope =
        new org.symbolon.resolver.ScopeQuestion("storage.read", "storage.read", Optional.empty());
    assertThat(Asking.ask(directory, tree.stranger(), scope, Deadline.in(Duration.ofMinutes(1))))
        .isEqualTo(new Verdict.Refused("a storage scope needs a path"));
  }

  @Test
  void only_the_configured_actions_are_judged() {
    try (PosixJudge judge =
        new PosixJudge(
            Optional.of(new BasePath(directory.toString())),
            Map.of("read", Action.READ),
            true,
            Turns.ofThisMachine())) {
      assertThat(
              judge.judge(
                  tree.stranger(),
                  List.of(Asking.scope("storage.read", "/"), Asking.scope("read", "/")),
                  Deadline.in(Duration.ofMinutes(1))))
          .containsExactly(new Verdict.NotMine(), new Verdict.Granted("others have r-x on /"));
    }
  }
}
