package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Verdict;

/**
 * Somebody renames and links without pause beside the walk. Inside the base nobody but the owner
 * may read anything; outside everybody may read everything: a grant can only come from outside.
 */
final class RenamerTest {
  private static final int QUESTIONS = 10_000;

  @TempDir Path directory;

  @Test
  void a_directory_swapped_for_a_link_never_leads_out() throws Exception {
    Path base = prepare();
    Files.createDirectories(directory.resolve("outside/d/secret"));
    Files.createDirectories(base.resolve("d/secret"));
    Path real = base.resolve("d");
    Path link = Files.createSymbolicLink(base.resolve("link"), directory.resolve("outside/d"));
    Path aside = base.resolve("aside");
    neverGranted(
        base,
        "/d/secret",
        () -> {
          move(real, aside);
          move(link, real);
          move(real, link);
          move(aside, real);
        });
  }

  @Test
  void a_directory_moved_out_meanwhile_does_not_take_the_walk_with_it() throws Exception {
    Path base = prepare();
    Files.createDirectories(directory.resolve("outside/secret"));
    Files.createDirectories(base.resolve("d/secret"));
    Path inside = Files.createDirectories(base.resolve("d/e"));
    Path moved = directory.resolve("outside/e");
    Files.createSymbolicLink(base.resolve("up"), Path.of("d/e/../secret"));
    neverGranted(
        base,
        "/up",
        () -> {
          move(inside, moved);
          move(moved, inside);
        });
  }

  /** The directory is swapped for a link to one outside, in which there is more and all is open. */
  @Test
  void a_walk_never_counts_what_is_outside() throws Exception {
    Path base = prepare();
    Path top = Files.createDirectory(base.resolve("top"));
    Path real = Files.createDirectory(top.resolve("d"));
    Files.createDirectory(real.resolve("secret"));
    new TestTree(top).mode("/d/secret", "700");
    Path outside = Files.createDirectories(directory.resolve("outside/d"));
    for (int i = 0; i < 20; i++) {
      Files.createFile(outside.resolve("open" + i));
    }
    Path link = Files.createSymbolicLink(base.resolve("link"), outside);
    Path aside = base.resolve("aside");
    var stranger = Asking.account("stranger", 64001, 64001);
    beside(
        () -> {
          move(real, aside);
          move(link, real);
          move(real, link);
          move(aside, real);
        },
        () -> {
          Verdict verdict = Asking.walk(base, stranger, "storage.read", "/top");
          // For a moment there is nothing of that name, or a link that has gone when it is
          // followed:
          // then there is nothing to reach, and in any case not the twenty outside.
          if (verdict instanceof Verdict.Granted granted) {
            assertThat(granted.why()).containsAnyOf("nothing lies below", "the one entry below");
          }
          return verdict;
        });
  }

  @Test
  void a_directory_moved_out_while_it_is_walked_takes_nothing_in() throws Exception {
    Path base = prepare();
    Path top = Files.createDirectory(base.resolve("top"));
    Path inside = Files.createDirectories(top.resolve("a/b"));
    Files.createDirectory(top.resolve("secret"));
    new TestTree(top).mode("/secret", "700");
    Path moved = Files.createDirectory(directory.resolve("outside")).resolve("b");
    var stranger = Asking.account("stranger", 64001, 64001);
    beside(
        () -> {
          move(inside, moved);
          move(moved, inside);
        },
        () -> {
          Verdict verdict = Asking.walk(base, stranger, "storage.read", "/top");
          assertThat(verdict).isNotInstanceOf(Verdict.Granted.class);
          return verdict;
        });
  }

  private Path prepare() throws IOException {
    Path base = Files.createDirectory(directory.resolve("base"));
    new TestTree(base).mode("/", "711");
    return base;
  }

  private void neverGranted(Path base, String path, Runnable swap) throws Exception {
    try (var all = Files.walk(base)) {
      for (Path secret : all.filter(found -> found.endsWith("secret")).toList()) {
        Files.setAttribute(secret, "unix:mode", 0700);
      }
    }
    var stranger = Asking.account("stranger", 64001, 64001);
    beside(
        swap,
        () -> {
          Verdict verdict = Asking.ask(base, stranger, "storage.read", path);
          assertThat(verdict).isNotInstanceOf(Verdict.Granted.class);
          return verdict;
        });
  }

  private static void beside(Runnable swap, Supplier<Verdict> question) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread renamer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    swap.run();
                  }
                });
    try {
      int refused = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        refused += question.get() instanceof Verdict.Refused ? 1 : 0;
      }
      assertThat(refused).isPositive();
    } finally {
      done.set(true);
      renamer.join();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
