package org.symbolon.exchange;

/**
 * What the configuration says of exchange at one moment: the rules and the issuers they were
 * written for. A request keeps to it from its beginning, whatever is reloaded meanwhile.
 */
public record InForce(ExchangePolicy policy, ForeignTokens foreign) {}
