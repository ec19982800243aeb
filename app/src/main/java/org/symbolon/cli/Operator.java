package org.symbolon.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.InitialTokens;
import org.symbolon.client.Registrations;
import org.symbolon.config.Configuration;
import org.symbolon.grant.OperatorGrants;
import org.symbolon.grant.OperatorGrants.Ended;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.KeyRotation;
import org.symbolon.keys.Reencryption;
import org.symbolon.protocol.RandomText;

/**
 * What an operator changes from the command line, beside the nodes that run.
 *
 * @param closing closes what was opened for it
 */
public record Operator(
    Configuration configuration,
    OperatorGrants grants,
    SelfRegistered clients,
    KeyRotation keys,
    Reencryption reencryption,
    Audit audit,
    InstantSource clock,
    Runnable closing)
    implements AutoCloseable {
  /** What concerns clients that register themselves. */
  public record SelfRegistered(
      Registrations registrations, InitialTokens tokens, RandomText random) {}

  List<Issuer> issuers() {
    return configuration.issuers().stream().map(config -> config.issuer()).toList();
  }

  /** The issuer of this id, or the only one. */
  Optional<Issuer> issuer(String id) {
    List<Issuer> all = issuers();
    return id.isEmpty() && all.size() == 1
        ? Optional.of(all.getFirst())
        : all.stream().filter(issuer -> issuer.id().value().equals(id)).findFirst();
  }

  void report(List<Ended> ended, String why) {
    ended.forEach(grant -> audit.report(new Event.GrantEnded(grant.issuer(), grant.id(), why)));
  }

  @Override
  public void close() {
    closing.run();
  }
}
