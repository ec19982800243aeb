package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Verdict;

/**
 * What is mounted read-only, seen through the private mount namespace of a helper process: needs
 * root and unshare.
 */
final class ReadOnlyMountTest {
  private static final Deadline SOON = Deadline.in(Duration.ofMinutes(5));

  @TempDir Path directory;
  private Optional<Process> helper = Optional.empty();

  @AfterEach
  void end() {
    helper.ifPresent(Process::destroyForcibly);
  }

  /** The tree as the helper sees it: everything open to all, and /data/archive read-only. */
  private Path mounted() throws IOException {
    TestTree tree =
        new TestTree(directory)
            .directory("/data", "777")
            .directory("/data/archive", "777")
            .file("/data/archive/file", "666")
            .file("/data/file", "666");
    MustRun.assume(
        MustRun.canGiveAway(directory) && MustRun.have("unshare", "mount"),
        "a private mount needs root and unshare");
    String archive = tree.path("/data/archive").toString();
    Process process =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && echo ready && cat",
                archive)
            .redirectErrorStream(true)
            .start();
    helper = Optional.of(process);
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    MustRun.assume("ready".equals(line), "this machine lets nobody mount: " + line);
    return Path.of("/proc/" + process.pid() + "/root" + directory);
  }

  @Test
  void nothing_is_created_or_modified_on_it_as_the_kernel_says() throws Exception {
    Path base = mounted();
    Account account = new TestTree(directory).stranger();
    assertThatThrownBy(() -> Files.createFile(base.resolve("data/archive/new")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Read-only file system");
    for (String action : List.of("storage.create", "storage.modify", "write")) {
      assertThat(Asking.ask(base, account, action, "/data/archive"))
          .isEqualTo(new Verdict.Refused("the read-only mount has r-x on /data/archive: no w"));
      assertThat(Asking.ask(base, account, action, "/data/archive/new"))
          .isInstanceOf(Verdict.Refused.class);
      assertThat(Asking.ask(base, account, action, "/data")).isInstanceOf(Verdict.Granted.class);
    }
    assertThat(Asking.ask(base, account, "storage.modify", "/data/archive/file").why())
        .isEqualTo("the read-only mount has r-x on /data/archive/file: no w");
    assertThat(Asking.ask(base, account, "storage.modify", "/data/file"))
        .isInstanceOf(Verdict.Granted.class);
    assertThat(Asking.ask(base, account, "storage.read", "/data/archive/file"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void one_below_the_path_refuses_a_walk() throws Exception {
    Path base = mounted();
    Account account = new TestTree(directory).stranger();
    assertThat(Asking.walk(base, account, "storage.modify", "/data"))
        .isEqualTo(
            new Verdict.Refused("below /data: the read-only mount has r-x on /data/archive: no w"));
    assertThat(Asking.walk(base, account, "storage.read", "/data"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void the_gateways_own_read_only_view_can_be_told_not_to_count() throws Exception {
    Path archive = mounted().resolve("data/archive");
    Account account = new TestTree(directory).stranger();
    BasePath base = new BasePath(archive.toString());
    try (PosixJudge ignoring =
        new PosixJudge(Optional.of(base), Action.BY_NAME, false, Turns.ofThisMachine())) {
      assertThat(ignoring.judge(account, List.of(Asking.scope("storage.modify", "/")), SOON))
          .allMatch(Verdict.Granted.class::isInstance);
      assertThat(ignoring.check(SOON))
          .isInstanceOfSatisfying(
              Health.Ready.class, ready -> assertThat(ready.detail()).doesNotContain("read-only"));
    }
    try (PosixJudge judge =
        new PosixJudge(Optional.of(base), Map.of(), true, Turns.ofThisMachine())) {
      assertThat(judge.check(SOON))
          .isInstanceOfSatisfying(
              Health.Ready.class,
              ready ->
                  assertThat(ready.detail())
                      .contains("it is mounted read-only here", "read-only-mounts: ignore"));
    }
  }
}
