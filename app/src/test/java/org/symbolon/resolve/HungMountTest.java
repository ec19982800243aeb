package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ACCOUNT;
import static org.symbolon.resolve.Fixtures.patient;
import static org.symbolon.resolve.Fixtures.question;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolve.Waiting.Asker;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.contract.MapSettings;

/** The resolver that decides by files, above a mount whose server is gone. */
final class HungMountTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int THREADS = 2;

  @TempDir private Path folder;

  private StoppableMount mount;

  @BeforeEach
  void mount() throws Exception {
    Path served = directory(folder.resolve("served"));
    directory(served.resolve("well"));
    Path server = directory(folder.resolve("server"));
    directory(server.resolve("data"));
    mount = StoppableMount.of(server, directory(served.resolve("remote")));
  }

  @AfterEach
  void unmount() throws InterruptedException {
    if (mount != null) {
      mount.close();
    }
  }

  private static Path directory(Path path) throws Exception {
    Files.createDirectory(path);
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ResolverHost host(String name, Duration timeout) {
    String base = mount.inside(folder.resolve("served")).toString();
    MapSettings settings = new MapSettings(name, Map.of("accounts", "none", "base-path", base));
    try (ResolverTypes types = ResolverTypes.find(folder.resolve("no-plugins"))) {
      Resolver resolver = types.factory("posix").orElseThrow().open(settings);
      assertThat(settings.mistakes()).isEmpty();
      Configured configured =
          new Configured(
              name,
              "posix",
              settings,
              timeout,
              THREADS,
              Duration.ZERO,
              Duration.ZERO,
              Duration.ZERO,
              Breaking.NEVER);
      return new ResolverHost(configured, resolver, ResolverObserver.NONE, System::nanoTime);
    }
  }

  private static Verdict ask(ResolverHost host, ScopeQuestion scope) {
    return host.judge(ACCOUNT, List.of(scope), patient()).await().getFirst();
  }

  private static ScopeQuestion read(String path) {
    return question("storage.read:" + path);
  }

  private static ScopeQuestion walk(String path) {
    ScopeQuestion scope = read(path);
    Subtree bounds = new Subtree(1_000, LONG);
    return new ScopeQuestion(scope.text(), scope.action(), scope.path(), Optional.of(bounds));
  }

  /** A busy machine may take longer than the timeout for what does not hang. */
  private static void untilGranted(ResolverHost host, ScopeQuestion scope) {
    Deadline patience = patient();
    Verdict verdict = ask(host, scope);
    while (!(verdict instanceof Verdict.Granted)) {
      assertThat(verdict).isInstanceOf(Verdict.Unavailable.class);
      assertThat(patience.passed()).as(verdict.why()).isFalse();
      verdict = ask(host, scope);
    }
  }

  /** Each about another path, so that none waits for another's answer. */
  private static List<Asker<Verdict>> askBelow(ResolverHost host, int times) {
    List<Asker<Verdict>> askers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      ScopeQuestion scope = read("/remote/data/" + i);
      askers.add(Waiting.ask(() -> ask(host, scope)));
    }
    return askers;
  }

  private static long threadsOf(String resolver) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("resolver-" + resolver + "-"))
        .count();
  }

  @Test
  void questions_below_it_cost_their_timeout_and_no_more_than_the_resolvers_threads() {
    try (ResolverHost remote = host("remote", TIMEOUT);
        ResolverHost other = host("other", LONG)) {
      untilGranted(remote, read("/remote/data/0"));
      mount.stop();
      List<Asker<Verdict>> stuck = askBelow(remote, 4 * THREADS);
      for (int i = 0; i < 20; i++) {
        assertThat(ask(other, read("/well"))).isInstanceOf(Verdict.Granted.class);
      }
      stuck.forEach(asker -> assertThat(asker.get()).isInstanceOf(Verdict.Unavailable.class));
      assertThat(threadsOf("remote")).isLessThanOrEqualTo(THREADS);
      assertThat(ask(remote, read("/remote/data/again"))).isInstanceOf(Verdict.Unavailable.class);
      mount.goOn();
      untilGranted(remote, read("/remote/data/0"));
    }
  }

  @Test
  void a_question_beside_the_mount_is_answered_while_a_thread_is_free() {
    try (ResolverHost remote = host("beside", TIMEOUT)) {
      mount.stop();
      askBelow(remote, THREADS - 1)
          .forEach(asker -> assertThat(asker.get()).isInstanceOf(Verdict.Unavailable.class));
      untilGranted(remote, read("/well"));
      mount.goOn();
    }
  }

  @Test
  void a_walk_that_meets_it_neither_ends_other_walks_nor_brief_questions() {
    try (ResolverHost remote = host("walking", TIMEOUT)) {
      mount.stop();
      Asker<Verdict> stuck = Waiting.ask(() -> ask(remote, walk("/")));
      assertThat(stuck.get()).isInstanceOf(Verdict.Unavailable.class);
      untilGranted(remote, walk("/well"));
      untilGranted(remote, read("/well"));
      assertThat(ask(remote, walk("/"))).isInstanceOf(Verdict.Unavailable.class);
      mount.goOn();
      untilGranted(remote, walk("/"));
    }
  }
}
