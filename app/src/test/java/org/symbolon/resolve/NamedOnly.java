package org.symbolon.resolve;

import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;

/** A resolver that answers no question at all. */
final class NamedOnly implements ResolverFactory {
  @Override
  public String type() {
    return "mute";
  }

  @Override
  public Resolver open(Settings settings) {
    return new Resolver() {
      @Override
      public Health check(Deadline deadline) {
        return new Health.Ready("nothing to do");
      }

      @Override
      public void close() {}
    };
  }
}
