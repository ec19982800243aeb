package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Verdict;

/** What stops the gateway's own walk is never a verdict about somebody else. */
final class ReachTest {
  private static final Deadline SOON = Deadline.in(Duration.ofMinutes(5));

  @TempDir Path directory;

  @Test
  void a_directory_closed_to_the_gateway_itself_is_unavailable() throws Exception {
    TestTree tree = new TestTree(directory);
    tree.directory("/ours", "755").file("/ours/file", "777").mode("/ours", "070");
    long gid = 64500;
    if (MustRun.canGiveAway(directory)) {
      Files.setAttribute(tree.path("/ours"), "unix:gid", (int) gid);
    } else {
      gid = ((Number) Files.getAttribute(directory, "unix:gid")).longValue();
    }
    Account member = Asking.account("member", 64002, gid);
    // Each class is loaded once before, while the thread may still read them.
    Asking.ask(directory, member, "storage.read", "/missing");
    assertThat(withoutPrivilege(() -> Asking.ask(directory, member, "storage.read", "/ours/file")))
        .isEqualTo(
            new Verdict.Unavailable(
                "the gateway itself could not look at /ours: open: permission denied (EACCES)"));
    assertThat(withoutPrivilege(() -> Asking.judge(tree.path("/ours")).check(SOON)))
        .isInstanceOfSatisfying(
            Health.NotReady.class, health -> assertThat(health.why()).contains("EACCES"));
  }

  @Test
  void a_base_path_that_is_not_there_or_no_directory_is_unavailable_and_not_ready()
      throws IOException {
    TestTree tree = new TestTree(directory).file("/file", "644");
    for (Path base : List.of(directory.resolve("unmounted"), directory.resolve("file"))) {
      assertThat(Asking.ask(base, tree.stranger(), "storage.read", "/"))
          .isInstanceOf(Verdict.Unavailable.class);
      assertThat(Asking.judge(base).check(SOON)).isInstanceOf(Health.NotReady.class);
    }
  }

  @Test
  void the_check_says_whether_everything_can_be_looked_at() {
    assertThat(Asking.judge(directory).check(SOON))
        .isInstanceOfSatisfying(
            Health.Ready.class,
            ready -> assertThat(ready.detail()).startsWith(directory + " can be searched, "));
    assertThat(Capabilities.searchEverywhere("Name:\tjava\nCapEff:\t0000000000000004\n")).isTrue();
    assertThat(Capabilities.searchEverywhere("CapEff:\t0000000000000002\n")).isTrue();
    assertThat(
            Capabilities.searchEverywhere("CapInh:\t0000000000000004\nCapEff:\t0000000000000001"))
        .isFalse();
    assertThat(PosixJudge.reach(true)).isEqualTo("and so can all below it");
    assertThat(PosixJudge.reach(false)).contains("CAP_DAC_READ_SEARCH");
  }

  @Test
  void accounts_and_files_are_checked_together() {
    PosixJudge nowhere = Asking.judge(Path.of("/no/such/directory"));
    AccountLookup names = new NameService(new LibcNames());
    try (PosixResolver resolver =
        new PosixResolver(
            names, new PosixJudge(Optional.empty(), Map.of(), true, Turns.ofThisMachine()))) {
      assertThat(resolver.check(SOON))
          .isEqualTo(
              new Health.Ready("the name service answers; no base-path: no scope is judged"));
    }
    try (PosixResolver resolver = new PosixResolver(names, nowhere)) {
      assertThat(resolver.check(SOON)).isInstanceOf(Health.NotReady.class);
    }
  }

  @Test
  void no_descriptor_is_left_open() throws IOException {
    TestTree tree = new TestTree(directory);
    tree.directory("/a", "755").directory("/a/b", "755").file("/a/b/f", "644");
    tree.directory("/closed", "700").link("/up", "a/b/../../a").link("/out", "../..");
    tree.link("/circle", "circle");
    List<String> paths =
        List.of(
            "/",
            "/a/b",
            "/a/b/f",
            "/a/b/f/",
            "/a/b/f/x",
            "/a/x/y",
            "/up/b/f",
            "/out/x",
            "/circle",
            "/closed/x",
            "/" + "n".repeat(300));
    paths.forEach(path -> Asking.ask(directory, tree.stranger(), "storage.read", path));
    long before = descriptorsBelow();
    for (int i = 0; i < 100; i++) {
      paths.forEach(path -> Asking.ask(directory, tree.stranger(), "storage.read", path));
    }
    assertThat(descriptorsBelow()).isEqualTo(before).isZero();
  }

  private long descriptorsBelow() throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(this::leadsBelow).count();
    }
  }

  private boolean leadsBelow(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(directory);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /**
   * Runs on a thread that is no longer root to the file system: Linux keeps that identity for each
   * thread alone. Changes nothing where the tests do not run as root.
   */
  private static <T> T withoutPrivilege(java.util.concurrent.Callable<T> call) throws Exception {
    MethodHandle setfsuid =
        Libc.function(
            "setfsuid", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try (var thread = Executors.newSingleThreadExecutor()) {
      return thread
          .submit(
              () -> {
                call.call();
                try (Arena arena = Arena.ofConfined()) {
                  int ignored = (int) setfsuid.invokeExact(arena.allocate(Libc.STATE), 64999);
                } catch (Throwable thrown) {
                  throw new AssertionError(thrown);
                }
                return call.call();
              })
          .get();
    }
  }
}
