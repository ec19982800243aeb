package org.symbolon;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.ForeignIssuers;
import org.symbolon.exchange.ForeignTokens;

/** One issuer's rules over token exchange and the issuers it trusts, as the file says now. */
final class LiveExchange {
  private final Supplier<ExchangeRules> rules;
  private final Function<ExchangeRules, ForeignTokens> open;
  private volatile Opened opened;
  private volatile Duration longest = Duration.ZERO;

  /** Opened once for each version of the rules. */
  private record Opened(ExchangeRules rules, ForeignTokens foreign) {}

  LiveExchange(Supplier<ExchangeRules> rules, SharedParts shared) {
    this.rules = rules;
    this.open =
        version ->
            new ForeignIssuers(
                version.foreign(), shared.keySources(), shared.clients(), shared.subjects());
    this.opened = opened(rules.get());
  }

  private Opened opened(ExchangeRules version) {
    return new Opened(version, open.apply(version));
  }

  ExchangePolicy policy() {
    return rules.get().policy();
  }

  ForeignTokens foreign() {
    ExchangeRules version = rules.get();
    Opened known = opened;
    if (known.rules() != version) {
      known = opened(version);
      opened = known;
    }
    return known.foreign();
  }

  /**
   * How long anything may live beyond its subject token: what was given under earlier rules lives
   * on, so that this never becomes less.
   */
  Duration reach() {
    Duration now = policy().reach();
    if (now.compareTo(longest) > 0) {
      longest = now;
    }
    return longest;
  }
}
