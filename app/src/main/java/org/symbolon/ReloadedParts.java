package org.symbolon;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.client.Client;
import org.symbolon.client.StaticClients;
import org.symbolon.config.Configuration;
import org.symbolon.config.Configurations;
import org.symbolon.config.Problem;
import org.symbolon.explain.Inquiry;
import org.symbolon.ops.Metrics;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.RightsEngine;

/**
 * What of a configuration can change while the gateway runs: clients, rules, token exchange with
 * the issuers it trusts, and which resolvers make accounts. Changed wholly or not at all.
 */
final class ReloadedParts {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedParts.class);

  private static final String IN_FORCE = "in force";

  private final Configuration started;
  private final ResolverCatalog resolvers;
  private final Metrics metrics;
  private final InstantSource clock;
  private final StaticClients clients;
  private final RightsEngine rights;
  private volatile Map<IssuerId, Inquiry> inquiries;
  private volatile Map<IssuerId, ExchangeRules> exchanges;
  private volatile String trouble = "";
  private volatile String file = IN_FORCE;

  /**
   * @throws IllegalArgumentException naming what is wrong with the rules
   */
  ReloadedParts(
      Configuration started, ResolverCatalog resolvers, Metrics metrics, InstantSource clock) {
    this.started = started;
    this.resolvers = resolvers;
    this.metrics = metrics;
    this.clock = clock;
    this.clients = new StaticClients(clients(started));
    this.rights = new RightsEngine(rights(started), RightsEngine.PATIENCE, System::nanoTime, clock);
    this.inquiries = LiveInquiries.of(started, resolvers, clock);
    this.exchanges = exchanges(started);
    metrics.gauge(
        "configuration.current",
        "1 while all that the configuration file says is in force",
        () -> trouble.isEmpty() ? 1 : 0);
  }

  StaticClients clients() {
    return clients;
  }

  RightsEngine rights() {
    return rights;
  }

  Map<IssuerId, Inquiry> inquiries() {
    return inquiries;
  }

  /** The rules over token exchange of an issuer that this process has. */
  ExchangeRules exchanges(IssuerId issuer) {
    return Optional.ofNullable(exchanges.get(issuer)).orElseThrow();
  }

  /** Why the file as it is now is not in force; empty where it is. */
  Optional<String> trouble() {
    return Optional.of(trouble).filter(why -> !why.isEmpty());
  }

  /** How the file stands, in words that anybody may read. */
  Map<String, String> marks() {
    return Map.of("file", file);
  }

  synchronized void take(Configurations.Result read) {
    switch (read) {
      case Configurations.Mistaken mistaken -> refuse(mistaken.problems());
      case Configurations.Loaded loaded -> take(loaded.configuration());
    }
  }

  private void take(Configuration configuration) {
    List<String> restart = started.written().needRestart(configuration.written());
    try {
      // What a rule may ask must be among the resolvers that are open.
      rights.replace(rights(configuration));
      clients.replace(clients(configuration));
      exchanges = exchanges(configuration);
      inquiries = LiveInquiries.of(configuration, resolvers, clock);
    } catch (IllegalArgumentException mistakes) {
      refuse(
          List.of(
              new Problem(
                  "scopes",
                  0,
                  mistakes.getMessage() + (restart.isEmpty() ? "" : ": this needs a restart"))));
      return;
    }
    metrics.reloaded(true);
    LOG.info(
        "the configuration was read again: clients, rules, exchanges, foreign issuers and accounts are"
            + " as it says now");
    configuration
        .issuers()
        .forEach(
            issuer ->
                issuer
                    .warnings()
                    .forEach(warning -> LOG.warn("issuer {}: {}", issuer.issuer().id(), warning)));
    if (restart.isEmpty()) {
      trouble = "";
      file = IN_FORCE;
    } else {
      String waiting = String.join(", ", restart) + " changed and waits for a restart";
      trouble = waiting;
      file = "waits for a restart";
      LOG.warn("of the configuration {}", waiting);
    }
  }

  private void refuse(List<Problem> problems) {
    metrics.reloaded(false);
    file = "has a problem: what was read before stays in force";
    trouble = "the file has a problem, and what was read before stays in force";
    problems.forEach(
        problem -> LOG.error("the configuration could not be read again: {}", problem));
  }

  private static List<Client> clients(Configuration configuration) {
    return configuration.issuers().stream().flatMap(issuer -> issuer.clients().stream()).toList();
  }

  /** As {@link #rights}: an issuer that is gone keeps its rules until the restart. */
  private Map<IssuerId, ExchangeRules> exchanges(Configuration configuration) {
    Map<IssuerId, ExchangeRules> byIssuer = new LinkedHashMap<>();
    for (Configuration each : List.of(started, configuration)) {
      each.issuers()
          .forEach(issuer -> byIssuer.put(issuer.issuer().id(), ExchangeRules.of(issuer)));
    }
    return byIssuer;
  }

  /** Issuers that are new wait for a restart; those that are gone keep what they had until then. */
  private Map<IssuerId, IssuerRights> rights(Configuration configuration) {
    Map<IssuerId, IssuerRights> byIssuer = new LinkedHashMap<>();
    for (Configuration each : List.of(started, configuration)) {
      each.issuers()
          .forEach(
              issuer ->
                  byIssuer.put(
                      issuer.issuer().id(),
                      new IssuerRights(issuer.policy(), issuer.accounts(), resolvers)));
    }
    return byIssuer;
  }
}
