package org.symbolon.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.symbolon.web.Network;
import org.symbolon.web.RateLimits;

/**
 * The whole configuration of one process, valid in itself: nothing here contradicts anything else.
 *
 * @param trustedProxies only their forwarded headers count; empty: nobody's do
 * @param masterKeyFile the root of encryption at rest; not opened here
 * @param resolvers in the order of the file, by distinct names
 * @param issuers at least one, by distinct ids and URLs
 * @param operators absent: nobody may ask the operators' endpoints
 * @param rateLimits of this node
 * @param written what the file said, to be compared with a later one
 */
public record Configuration(
    Listen listen,
    Metrics metrics,
    List<Network> trustedProxies,
    StoreConfig database,
    Path masterKeyFile,
    Logging logging,
    List<ResolverConfig> resolvers,
    List<IssuerConfig> issuers,
    Optional<Operators> operators,
    Reload reload,
    RateLimits.Settings rateLimits,
    Written written) {
  /** When the file is read again. */
  public enum Reload {
    /** When the process gets SIGHUP. */
    ON_SIGNAL,
    /** Then, and when the file has changed. */
    ON_CHANGE
  }

  public Configuration {
    trustedProxies = List.copyOf(trustedProxies);
    resolvers = List.copyOf(resolvers);
    issuers = List.copyOf(issuers);
  }
}
