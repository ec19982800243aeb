package org.symbolon.exchange;

import java.time.Instant;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Confirmation;

/**
 * Who asks for an exchange, once authenticated.
 *
 * @param address from where, as far as trusted proxies say
 * @param proved what the client has shown to have: what is issued is bound to it
 * @param now the one moment of the request
 * @param inForce the rules it is held against
 */
public record Asking(
    Issuer issuer,
    Client client,
    String address,
    Confirmation proved,
    Instant now,
    InForce inForce) {}
