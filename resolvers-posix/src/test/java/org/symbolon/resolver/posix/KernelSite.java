package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Verdict;

/** Random trees and people, a process that really is each of them, and how often they agree. */
final class KernelSite implements AutoCloseable {
  private static final int[] UIDS = {64101, 64102, 64103, 64104};
  private static final int[] GIDS = {64201, 64202, 64203, 64204, 64205};

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Path directory;
  private final Map<Account, Probe> probes = new LinkedHashMap<>();
  private final List<String> disagreements = new ArrayList<>();
  private int trees;
  private int granted;
  private int refused;

  /** Skips the test where the machine lacks something. */
  KernelSite(Path directory) throws IOException {
    this.directory = directory;
    MustRun.assume(
        MustRun.canGiveAway(directory) && MustRun.have("setpriv", "perl", "setfacl"),
        "the comparison with the kernel needs root, setpriv, perl and setfacl");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Account account : accounts()) {
      probes.put(account, Probe.as(account));
    }
  }

  Map<Account, Probe> probes() {
    return probes;
  }

  /** In a directory of its own. */
  RandomTree tree(boolean open) throws Exception {
    Path base = Files.createDirectory(directory.resolve("tree" + trees++));
    RandomTree tree = new RandomTree(base, random, UIDS, GIDS, open);
    setLists(tree.lists());
    return tree;
  }

  void note(Verdict verdict, boolean can, String question) {
    boolean may = verdict instanceof Verdict.Granted;
    granted += may ? 1 : 0;
    refused += verdict instanceof Verdict.Refused ? 1 : 0;
    // Stricter than a kernel whose fs.protected_symlinks is off, which the machine may be.
    boolean protectedLink = verdict.why().contains("somebody else's link");
    if (may != can && !protectedLink) {
      disagreements.add(question + ": kernel " + can + ", judge " + verdict);
    }
  }

  /** A comparison in which nearly everything is refused would prove little: both must be seen. */
  void agreed(int decisions, int each) {
    assertThat(disagreements).as("seed %d", seed).isEmpty();
    assertThat(granted + refused).as("decisions").isGreaterThan(decisions);
    assertThat(granted).as("granted").isGreaterThan(each);
    assertThat(refused).as("refused").isGreaterThan(each);
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

  static String scope(Action action) {
    return switch (action) {
      case READ -> "storage.read";
      case CREATE -> "storage.create";
      case MODIFY -> "storage.modify";
    };
  }

  @Override
  public void close() throws IOException {
    for (Probe probe : probes.values()) {
      probe.close();
    }
  }
}
