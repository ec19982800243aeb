package org.symbolon;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
}
