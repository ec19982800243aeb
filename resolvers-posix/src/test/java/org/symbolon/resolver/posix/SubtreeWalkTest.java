package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;

/** What lies below a path decides too, where the question wants it. */
final class SubtreeWalkTest {
  @TempDir Path directory;

  private TestTree site() {
    return new TestTree(directory)
        .directory("/data", "755")
        .directory("/data/ana", "755")
        .file("/data/ana/one", "644")
        .directory("/data/ana/sub", "755")
        .file("/data/ana/sub/two", "644");
  }

  private Verdict walk(TestTree tree, String action, String path) {
    return Asking.walk(tree.base(), tree.stranger(), action, path);
  }

  private static String refusal(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return verdict.why();
  }

  @Test
  void a_tree_that_can_be_reached_everywhere_is_granted_with_what_was_looked_at() {
    assertThat(walk(site(), "storage.read", "/data/ana"))
        .isEqualTo(
            new Verdict.Granted(
                "others have r-x on /data/ana; so it is for all 3 entries below", true));
  }

  @Test
  void what_is_a_file_or_not_there_or_empty_has_nothing_below() {
    TestTree tree = site().directory("/data/empty", "755");
    for (String path : List.of("/data/ana/one", "/data/missing", "/data/empty")) {
      assertThat(walk(tree, "storage.read", path))
          .isInstanceOfSatisfying(
              Verdict.Granted.class,
              granted -> {
                assertThat(granted.subtreeChecked()).isTrue();
                assertThat(granted.why()).endsWith("; nothing lies below");
              });
    }
  }

  @Test
  void the_first_entry_that_can_not_be_reached_refuses_and_is_named() {
    TestTree tree = site().mode("/data/ana/sub/two", "600").mode("/data/ana/sub", "755");
    assertThat(refusal(walk(tree, "storage.read", "/data/ana")))
        .isEqualTo("below /data/ana: others have --- on /data/ana/sub/two: no r");
    tree.mode("/data/ana/sub", "744");
    assertThat(refusal(walk(tree, "storage.read", "/data")))
        .isEqualTo("below /data: others have r-- on /data/ana/sub: no x");
    // The path alone is as it was.
    assertThat(Asking.ask(tree.base(), tree.stranger(), "storage.read", "/data"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void creating_is_a_matter_of_the_directories_and_modifying_of_all() {
    TestTree tree = site();
    tree.mode("/data/ana", "777").mode("/data/ana/sub", "777");
    assertThat(walk(tree, "storage.create", "/data/ana")).isInstanceOf(Verdict.Granted.class);
    assertThat(refusal(walk(tree, "storage.modify", "/data/ana")))
        .isEqualTo("below /data/ana: others have r-- on /data/ana/one: no w");
    tree.mode("/data/ana/one", "666").mode("/data/ana/sub/two", "666");
    assertThat(walk(tree, "storage.modify", "/data/ana")).isInstanceOf(Verdict.Granted.class);
    tree.mode("/data/ana/sub", "1777");
    assertThat(refusal(walk(tree, "storage.modify", "/data/ana")))
        .isEqualTo(
            "below /data/ana: /data/ana/sub is sticky: only the owner of the file or of the"
                + " directory may delete /data/ana/sub/two");
    tree.mode("/data/ana/sub", "755");
    assertThat(refusal(walk(tree, "storage.create", "/data/ana")))
        .isEqualTo("below /data/ana: others have r-x on /data/ana/sub: no w");
  }

  @Test
  void a_link_counts_with_all_it_leads_to() {
    TestTree tree = site().directory("/other", "755").file("/other/secret", "600");
    tree.link("/data/ana/sub/link", "../../../other");
    assertThat(refusal(walk(tree, "storage.read", "/data")))
        .isEqualTo("below /data: others have --- on /other/secret: no r");
    tree.mode("/other/secret", "644");
    assertThat(walk(tree, "storage.read", "/data").why()).endsWith("for all 6 entries below");
    tree.mode("/other", "700");
    assertThat(refusal(walk(tree, "storage.read", "/data")))
        .isEqualTo("below /data: others have --- on /other: no r, where /data/ana/sub/link leads");
  }

  @Test
  void a_link_that_leads_out_refuses_the_tree_it_lies_in() {
    TestTree tree = site().link("/data/ana/sub/out", "/etc");
    assertThat(refusal(walk(tree, "storage.read", "/data")))
        .isEqualTo("below /data: a link in /data/ana/sub leads out of what is served here");
  }

  @Test
  void links_in_circles_end() {
    TestTree tree = site().link("/data/ana/sub/up", "..").link("/data/ana/here", ".");
    assertThat(walk(tree, "storage.read", "/data")).isInstanceOf(Verdict.Granted.class);
    tree.link("/data/ana/self", "self");
    assertThat(refusal(walk(tree, "storage.read", "/data")))
        .isEqualTo("below /data: more than 40 links lead on from /data/ana");
  }

  @Test
  void more_entries_than_the_rule_allows_are_refused_with_that_reason() throws IOException {
    TestTree tree = site().directory("/data/many", "755");
    for (int i = 0; i < 3_000; i++) {
      Files.createFile(tree.path("/data/many/a-name-that-needs-several-buffers-to-be-read" + i));
    }
    assertThat(walk(tree, "storage.read", "/data/many").why()).contains("all 3000 entries");
    ScopeQuestion bounded =
        Asking.walking(
            Asking.scope("storage.read", "/data/many"), new Subtree(2_999, Duration.ofMinutes(1)));
    assertThat(refusal(ask(tree, bounded, Deadline.in(Duration.ofMinutes(1)))))
        .isEqualTo("below /data/many: more than 2999 entries are too many to check");
  }

  @Test
  void a_tree_that_is_too_deep_is_refused() throws IOException {
    TestTree tree = site();
    Files.createDirectories(tree.path("/data" + "/d".repeat(128)));
    assertThat(refusal(walk(tree, "storage.read", "/data")))
        .endsWith("lies too deep to be checked");
    assertThat(walk(tree, "storage.read", "/data/d")).isInstanceOf(Verdict.Granted.class);
  }

  /** A clock on which each look takes a second: what the machine takes besides is nothing to it. */
  private static Deadline slowly(Duration left) {
    AtomicLong now = new AtomicLong();
    return Deadline.in(left, () -> now.addAndGet(1_000_000_000));
  }

  @Test
  void a_walk_past_its_own_time_is_refused_and_one_past_the_deadline_can_not_say() {
    TestTree tree = site();
    for (int i = 0; i < 100; i++) {
      tree.file("/data/ana/sub/f" + i, "644");
    }
    ScopeQuestion bounded =
        Asking.walking(
            Asking.scope("storage.read", "/data/ana"), new Subtree(1_000, Duration.ofSeconds(50)));
    assertThat(refusal(ask(tree, bounded, slowly(Duration.ofSeconds(1_000)))))
        .isEqualTo("below /data/ana: not all could be checked within 50000 ms");
    assertThat(ask(tree, bounded, slowly(Duration.ofSeconds(40))))
        .isEqualTo(new Verdict.Unavailable("the file system was too slow below /data/ana"));
  }

  @Test
  void all_scopes_of_a_question_share_the_time_of_their_walks() {
    TestTree tree = site();
    Subtree bounds = new Subtree(1_000, Duration.ofSeconds(15));
    ScopeQuestion one = Asking.walking(Asking.scope("storage.read", "/data"), bounds);
    try (PosixJudge judge = Asking.judge(tree.base())) {
      List<Verdict> verdicts =
          judge.judge(tree.stranger(), List.of(one, one), slowly(Duration.ofSeconds(1_000)));
      assertThat(verdicts.get(0)).isInstanceOf(Verdict.Granted.class);
      assertThat(verdicts.get(1)).isInstanceOf(Verdict.Refused.class);
    }
  }

  private static Verdict ask(TestTree tree, ScopeQuestion scope, Deadline deadline) {
    return Asking.ask(tree.base(), tree.stranger(), scope, deadline);
  }
}
