package org.symbolon;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.cli.Wiring;
import org.symbolon.client.Clients;
import org.symbolon.client.StaticClients;
import org.symbolon.config.Configuration;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.Problem;
import org.symbolon.explain.Inquiry;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolve.Inquiries;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.ResolverObserver;
import org.symbolon.resolve.RightsEngine;

/** Questions about the policy of a configuration, with its resolvers open and nothing else. */
final class LiveInquiries implements Wiring.Inquiring {
  private final Runnable close;
  private final Map<IssuerId, Inquiry> issuers;

  private LiveInquiries(Runnable close, Map<IssuerId, Inquiry> issuers) {
    this.close = close;
    this.issuers = issuers;
  }

  static LiveInquiries open(Configuration configuration, InstantSource clock)
      throws Wiring.StartFailed {
    OpenedResolvers resolvers = new OpenedResolvers(configuration, ResolverObserver.NONE);
    List<Problem> problems = resolvers.problems();
    if (!problems.isEmpty()) {
      resolvers.close();
      throw new Wiring.StartFailed(problems);
    }
    return new LiveInquiries(resolvers::close, of(configuration, resolvers.catalog(), clock));
  }

  /** About recorded accounts only. */
  static LiveInquiries recorded(Configuration configuration, InstantSource clock) {
    return new LiveInquiries(() -> {}, of(configuration, ResolverCatalog.empty(), clock));
  }

  /** The same, about clients that registered themselves too. */
  static Map<IssuerId, Inquiry> about(Clients clients, Map<IssuerId, Inquiry> configured) {
    Map<IssuerId, Inquiry> all = new LinkedHashMap<>();
    configured.forEach((issuer, inquiry) -> all.put(issuer, inquiry.about(clients)));
    return all;
  }

  /** One for each issuer. */
  static Map<IssuerId, Inquiry> of(
      Configuration configuration, ResolverCatalog resolvers, InstantSource clock) {
    Clients clients =
        new StaticClients(
            configuration.issuers().stream().flatMap(issuer -> issuer.clients().stream()).toList());
    Map<IssuerId, Inquiry> issuers = new LinkedHashMap<>();
    for (IssuerConfig config : configuration.issuers()) {
      IssuerRights rights = new IssuerRights(config.policy(), config.accounts(), resolvers);
      issuers.put(
          config.issuer().id(),
          new Inquiry(
              config.issuer(),
              clients,
              new Inquiries(
                  config.issuer(), rights, RightsEngine.PATIENCE, System::nanoTime, clock)));
    }
    return issuers;
  }

  @Override
  public Map<IssuerId, Inquiry> issuers() {
    return issuers;
  }

  @Override
  public void close() {
    close.run();
  }
}
