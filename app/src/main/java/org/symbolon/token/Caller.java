package org.symbolon.token;

import java.time.Instant;
import org.symbolon.client.Client;
import org.symbolon.exchange.Asking;
import org.symbolon.exchange.InForce;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Confirmation;

/**
 * Who asks, once authenticated.
 *
 * @param address for the audit record
 * @param proved what it has shown to have, besides
 * @param now the one moment of this request
 */
record Caller(Issuer issuer, Client client, String address, Confirmation proved, Instant now) {
  /** The same, as an exchange asks for it. */
  Asking asking(InForce inForce) {
    return new Asking(issuer, client, address, proved, now, inForce);
  }
}
