package org.symbolon.client;

import java.net.URI;
import org.symbolon.fetch.Reach;

/** Where the public keys of a client, or of a foreign issuer, are. */
public sealed interface ClientKeys {
  /**
   * @param jwks a JWK set (RFC 7517 §5), public keys only
   */
  record Inline(String jwks) implements ClientKeys {}

  /**
   * @param reach which addresses it may have
   */
  record Remote(URI address, Reach reach) implements ClientKeys {}

  /**
   * Where the metadata of an issuer say (OpenID Connect Discovery 1.0 §4).
   *
   * @param reach which addresses it may have
   */
  record OfIssuer(URI issuer, Reach reach) implements ClientKeys {}
}
