package org.symbolon.exchange;

import java.time.Instant;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer;

/**
 * Who asks for an exchange, once authenticated.
 *
 * @param address from where, as far as trusted proxies say
 * @param now the one moment of the request
 */
public record Asking(Issuer issuer, Client client, String address, Instant now) {}
