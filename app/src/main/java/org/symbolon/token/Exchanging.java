package org.symbolon.token;

import java.time.Duration;
import java.util.function.Supplier;
import org.symbolon.exchange.HostCheck;
import org.symbolon.exchange.InForce;
import org.symbolon.exchange.Tokens;
import org.symbolon.protocol.RandomText;
import org.symbolon.verify.Replay;

/**
 * What token exchange needs besides what the other grant types do.
 *
 * @param inForce asked for once in each request: rules change while the gateway runs
 * @param reach how long something exchanged may outlive the token it was exchanged for
 */
public record Exchanging(
    Supplier<InForce> inForce,
    Supplier<Duration> reach,
    Tokens tokens,
    HostCheck hosts,
    Replay replay,
    RandomText random) {}
