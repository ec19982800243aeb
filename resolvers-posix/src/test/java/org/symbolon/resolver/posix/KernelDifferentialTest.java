package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Verdict;

/**
 * Every decision on random trees agrees with what a process of that uid, gid and groups can really
 * do. Needs root, setpriv, perl and setfacl: where they lack it is skipped, and fails instead where
 * {@code SYMBOLON_TESTS_MUST_RUN=1}.
 */
final class KernelDifferentialTest {
  private static final int TREES = 30;
  private static final int PATHS = 40;
  private static final int[] UIDS = {64101, 64102, 64103, 64104};
  private static final int[] GIDS = {64201, 64202, 64203, 64204, 64205};
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir Path directory;

  @Test
  void every_decision_is_the_kernels() throws Exception {
    MustRun.assume(
        MustRun.canGiveAway(directory) && MustRun.have("setpriv", "perl", "setfacl"),
        "the comparison with the kernel needs root, setpriv, perl and setfacl");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<Account, Probe> probes = new LinkedHashMap<>();
    try {
      for (Account account : accounts()) {
        probes.put(account, Probe.as(account));
      }
      Tally tally = new Tally();
      for (int i = 0; i < TREES; i++) {
        compare(Files.createDirectory(directory.resolve("tree" + i)), probes, tally);
      }
      assertThat(tally.disagreements).as("seed %d", seed).isEmpty();
      assertThat(tally.granted + tally.refused).isGreaterThan(10_000);
      // A comparison in which nearly everything is refused would prove little.
      assertThat(tally.granted).isGreaterThan(1_000);
      assertThat(tally.refused).isGreaterThan(1_000);
    } finally {
      for (Probe probe : probes.values()) {
        probe.close();
      }
    }
  }

  /** Each uid with a few of the groups, and one that owns nothing anywhere. */
  private List<Account> accounts() {
    List<Account> accounts = new ArrayList<>();
    for (int uid : UIDS) {
      long[] others =
          random.ints(random.nextInt(4), 0, GIDS.length).mapToLong(i -> GIDS[i]).toArray();
      accounts.add(Asking.account("u" + uid, uid, GIDS[random.nextInt(GIDS.length)], others));
    }
    accounts.add(Asking.account("stranger", 64199, 64299));
    return accounts;
  }

  private static final class Tally {
    private int granted;
    private int refused;
    private final List<String> disagreements = new ArrayList<>();
  }

  private void compare(Path base, Map<Account, Probe> probes, Tally tally) throws Exception {
    RandomTree tree = new RandomTree(base, random, UIDS, GIDS);
    setLists(tree.lists());
    for (int i = 0; i < PATHS; i++) {
      String path = tree.randomPath();
      Terrain.Spot spot = Terrain.at(base + path);
      for (Map.Entry<Account, Probe> entry : probes.entrySet()) {
        for (Action action : Action.values()) {
          boolean can =
              spot.kind() != Terrain.Kind.BLOCKED
                  && entry.getValue().can(action, spot, base + path);
          Verdict verdict = ask(base, entry.getKey(), action, path);
          note(
              tally,
              verdict,
              can,
              action + " " + path + " in " + base + " " + spot + " by " + entry.getKey());
        }
      }
    }
  }

  private static void note(Tally tally, Verdict verdict, boolean can, String question) {
    boolean may = verdict instanceof Verdict.Granted;
    tally.granted += may ? 1 : 0;
    tally.refused += verdict instanceof Verdict.Refused ? 1 : 0;
    // Stricter than a kernel whose fs.protected_symlinks is off, which the machine may be.
    boolean protectedLink = verdict.why().startsWith("somebody else's link");
    if (may != can && !protectedLink) {
      tally.disagreements.add(question + ": kernel " + can + ", judge " + verdict);
    }
  }

  private static Verdict ask(Path base, Account account, Action action, String path) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    return Asking.ask(base, account, Asking.scope(scope(action), path), deadline);
  }

  private void setLists(String lists) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("lists"), lists);
    Process setfacl =
        new ProcessBuilder("setfacl", "--restore=" + file)
            .directory(directory.toFile())
            .inheritIO()
            .start();
    assertThat(setfacl.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(setfacl.exitValue()).as("setfacl, seed %d", seed).isZero();
  }

  private static String scope(Action action) {
    return switch (action) {
      case READ -> "storage.read";
      case CREATE -> "storage.create";
      case MODIFY -> "storage.modify";
    };
  }
}
