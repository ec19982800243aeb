package org.symbolon;

import java.util.List;
import org.symbolon.config.Configuration;
import org.symbolon.config.LoginMethodConfig;
import org.symbolon.config.Problem;
import org.symbolon.resolve.ResolverCatalog;

/** Whether the resolvers that are to check passwords can. */
final class PasswordResolvers {
  private PasswordResolvers() {}

  static List<Problem> problems(Configuration configuration, ResolverCatalog resolvers) {
    return configuration.issuers().stream()
        .flatMap(issuer -> issuer.logins().stream())
        .flatMap(
            login ->
                login instanceof LoginMethodConfig.Directory directory
                        && !resolvers.checksPasswords(directory.resolver())
                    ? List.of(
                        new Problem(
                            "login " + directory.name() + ":",
                            0,
                            "the resolver " + directory.resolver() + " checks no passwords"))
                        .stream()
                    : List.<Problem>of().stream())
        .toList();
  }
}
