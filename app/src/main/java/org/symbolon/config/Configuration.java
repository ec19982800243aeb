package org.symbolon.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The whole configuration of one process, valid in itself: nothing here contradicts anything else.
 *
 * @param trustedProxies only their forwarded headers count; empty: nobody's do
 * @param masterKeyFile the root of encryption at rest; not opened here
 * @param resolvers in the order of the file, by distinct names
 * @param issuers at least one, by distinct ids and URLs
 */
public record Configuration(
    Listen listen,
    Metrics metrics,
    List<Network> trustedProxies,
    StoreConfig database,
    Path masterKeyFile,
    Logging logging,
    List<ResolverConfig> resolvers,
    List<IssuerConfig> issuers) {
  public Configuration {
    trustedProxies = List.copyOf(trustedProxies);
    resolvers = List.copyOf(resolvers);
    issuers = List.copyOf(issuers);
  }
}
