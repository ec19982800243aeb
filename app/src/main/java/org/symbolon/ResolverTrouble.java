package org.symbolon;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolver.Health;

/** A resolver's health as operators see it. */
final class ResolverTrouble {
  private ResolverTrouble() {}

  /**
   * @param health absent where the resolver is not open any more
   */
  static Optional<String> of(@Nullable Health health) {
    return switch (health) {
      case null -> Optional.of("closed");
      case Health.Ready ready -> Optional.empty();
      case Health.NotReady not -> Optional.of(not.why());
    };
  }

  /** How it works just now, for anyone to read. */
  static Map<String, String> marks(ResolverCatalog resolvers, String name) {
    Map<String, String> marks = new TreeMap<>();
    marks.put("breaker", resolvers.breakerIsOpen(name) ? "open" : "closed");
    if (resolvers.servesStale(name)) {
      marks.put("answers", "stale");
    }
    return marks;
  }
}
