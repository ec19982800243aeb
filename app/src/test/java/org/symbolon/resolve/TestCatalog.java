package org.symbolon.resolve;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;
import org.symbolon.resolver.contract.MapSettings;

/** Catalogs of resolvers that a test of another package makes. */
public final class TestCatalog {
  private TestCatalog() {}

  /** One resolver under this name, asked anew each time. */
  public static ResolverCatalog of(String name, Resolver resolver) {
    ResolverFactory factory =
        new ResolverFactory() {
          @Override
          public String type() {
            return name;
          }

          @Override
          public Resolver open(Settings settings) {
            return resolver;
          }
        };
    Configured configured =
        new Configured(
            name,
            name,
            new MapSettings(name, Map.of()),
            Duration.ofSeconds(30),
            8,
            Duration.ZERO,
            Duration.ZERO);
    return ResolverCatalog.open(
        List.of(configured), ResolverTypes.of(List.of(factory)), ResolverObserver.NONE);
  }
}
