package org.symbolon;

import java.nio.file.Path;
import java.util.List;
import org.symbolon.config.Configuration;
import org.symbolon.config.Problem;
import org.symbolon.config.ResolverConfig;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.ResolverObserver;
import org.symbolon.resolve.ResolverTypes;

/** The resolvers of a configuration, as far as they could be opened, with what was wrong. */
final class OpenedResolvers implements AutoCloseable {
  private final ResolverTypes types;
  private final ResolverCatalog catalog;
  private final List<Problem> problems;

  OpenedResolvers(Configuration configuration, ResolverObserver observer) {
    this.types = ResolverTypes.find(plugins());
    this.catalog =
        ResolverCatalog.open(
            configuration.resolvers().stream().map(ResolverConfig::configured).toList(),
            types,
            observer);
    this.problems =
        configuration.resolvers().stream()
            .flatMap(resolver -> resolver.settings().problemsAfterOpen().stream())
            .distinct()
            .toList();
  }

  ResolverCatalog catalog() {
    return catalog;
  }

  List<Problem> problems() {
    return problems;
  }

  private static Path plugins() {
    return Path.of(System.getProperty("symbolon.home", "."), "plugins");
  }

  @Override
  public void close() {
    catalog.close();
    types.close();
  }
}
