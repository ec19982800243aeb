package org.symbolon;

import java.time.Duration;
import java.util.function.Supplier;
import org.symbolon.exchange.ForeignIssuers;
import org.symbolon.exchange.InForce;
import org.symbolon.grant.Denials;
import org.symbolon.protocol.IssuerId;

/** One issuer's rules over token exchange and the issuers it trusts, as the file says now. */
final class LiveExchange {
  private final IssuerId issuer;
  private final Supplier<ExchangeRules> rules;
  private final SharedParts shared;
  private final Denials denials;
  private volatile Opened opened;
  private volatile Duration longest = Duration.ZERO;

  /** Opened once for each version of the rules. */
  private record Opened(ExchangeRules rules, InForce inForce) {}

  LiveExchange(IssuerId issuer, Supplier<ExchangeRules> rules, SharedParts shared) {
    this.issuer = issuer;
    this.rules = rules;
    this.shared = shared;
    this.denials = shared.store().denials();
    this.opened = opened(rules.get());
  }

  private Opened opened(ExchangeRules version) {
    Duration reach = version.policy().reach();
    if (reach.isPositive()) {
      // Before anything is kept for so long.
      denials.reaches(issuer, reach);
    }
    return new Opened(
        version,
        new InForce(
            version.policy(),
            new ForeignIssuers(
                version.foreign(), shared.keySources(), shared.clients(), shared.subjects())));
  }

  /** Both of one version of the file; a request asks once. */
  InForce inForce() {
    ExchangeRules version = rules.get();
    Opened known = opened;
    if (known.rules() != version) {
      known = opened(version);
      opened = known;
    }
    return known.inForce();
  }

  /**
   * How long anything may live beyond its subject token: what was given under earlier rules lives
   * on, so that this never becomes less.
   */
  Duration reach() {
    Duration now = inForce().policy().reach();
    if (now.compareTo(longest) > 0) {
      longest = now;
    }
    return longest;
  }
}
