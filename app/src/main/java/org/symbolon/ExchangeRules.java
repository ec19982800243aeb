package org.symbolon;

import java.util.List;
import org.symbolon.config.IssuerConfig;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.ForeignIssuer;

/** What a configuration says of one issuer's token exchange, as it is in force. */
record ExchangeRules(ExchangePolicy policy, List<ForeignIssuer> foreign) {
  ExchangeRules {
    foreign = List.copyOf(foreign);
  }

  static ExchangeRules of(IssuerConfig config) {
    return new ExchangeRules(config.exchanges(), config.foreignIssuers());
  }
}
