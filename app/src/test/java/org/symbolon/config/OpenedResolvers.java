package org.symbolon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.ResolverObserver;
import org.symbolon.resolve.ResolverTypes;
import org.symbolon.scope.ScopePolicy;

/** Opens a configuration's resolvers as a start does; no source is touched by that. */
final class OpenedResolvers {
  private OpenedResolvers() {}

  /** What the resolvers and the rules that ask them have to say against it. */
  static List<String> mistakes(Configuration configuration) {
    try (ResolverTypes types = ResolverTypes.find(Path.of("no-plugins"));
        ResolverCatalog resolvers =
            ResolverCatalog.open(
                configuration.resolvers().stream().map(ResolverConfig::configured).toList(),
                types,
                ResolverObserver.NONE)) {
      List<String> mistakes = new ArrayList<>();
      for (ResolverConfig resolver : configuration.resolvers()) {
        resolver.settings().problemsAfterOpen().stream()
            .map(Problem::toString)
            .forEach(mistakes::add);
      }
      for (IssuerConfig issuer : configuration.issuers()) {
        mistakes.addAll(
            new IssuerRights(new ScopePolicy(issuer.scopes()), issuer.accounts(), resolvers)
                .mistakes());
      }
      return mistakes;
    }
  }
}
