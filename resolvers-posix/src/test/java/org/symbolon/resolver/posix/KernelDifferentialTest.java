package org.symbolon.resolver.posix;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Account;

/**
 * Every decision on random trees agrees with what a process of that uid, gid and groups can really
 * do. Needs root, setpriv, perl and setfacl: where they lack it is skipped, and fails instead where
 * {@code SYMBOLON_TESTS_MUST_RUN=1}.
 */
final class KernelDifferentialTest {
  private static final int TREES = 30;
  private static final int PATHS = 40;
  private static final int WALKED_TREES = 24;

  @TempDir Path directory;

  @Test
  void every_decision_is_the_kernels() throws Exception {
    try (KernelSite site = new KernelSite(directory)) {
      for (int i = 0; i < TREES; i++) {
        RandomTree tree = site.tree(false);
        for (int j = 0; j < PATHS; j++) {
          decide(site, tree.base(), tree.randomPath());
        }
      }
      site.agreed(10_000, 1_000);
    }
  }

  private static void decide(KernelSite site, Path base, String path) throws Exception {
    Terrain.Spot spot = Terrain.at(base + path);
    for (Map.Entry<Account, Probe> entry : site.probes().entrySet()) {
      for (Action action : Action.values()) {
        boolean can =
            spot.kind() != Terrain.Kind.BLOCKED && entry.getValue().can(action, spot, base + path);
        site.note(
            Asking.ask(base, entry.getKey(), KernelSite.scope(action), path),
            can,
            action + " " + path + " in " + base + " " + spot + " by " + entry.getKey());
      }
    }
  }

  @Test
  void every_walk_finds_what_the_kernel_lets_a_process_reach_entry_by_entry() throws Exception {
    try (KernelSite site = new KernelSite(directory)) {
      for (int i = 0; i < WALKED_TREES; i++) {
        RandomTree tree = site.tree(i % 2 == 0);
        for (String path : tree.directories()) {
          walk(site, tree.base(), path);
        }
      }
      site.agreed(4_000, 300);
    }
  }

  private static void walk(KernelSite site, Path base, String path) throws Exception {
    Below below = Below.of(base + path);
    for (Map.Entry<Account, Probe> entry : site.probes().entrySet()) {
      for (Action action : Action.values()) {
        site.note(
            Asking.walk(base, entry.getKey(), KernelSite.scope(action), path),
            below.can(action, entry.getValue()),
            action + " all below " + path + " in " + base + " by " + entry.getKey());
      }
    }
  }
}
