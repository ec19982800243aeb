package org.symbolon.token;

import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.HostCheck;
import org.symbolon.exchange.Tokens;
import org.symbolon.protocol.RandomText;
import org.symbolon.verify.Replay;

/** What token exchange needs besides what the other grant types do. */
public record Exchanging(
    ExchangePolicy policy, Tokens tokens, HostCheck hosts, Replay replay, RandomText random) {}
