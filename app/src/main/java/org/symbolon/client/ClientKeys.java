package org.symbolon.client;

import java.net.URI;
import org.symbolon.fetch.Reach;

/** Where the public keys of a client are. */
public sealed interface ClientKeys {
  /**
   * @param jwks a JWK set (RFC 7517 §5), public keys only
   */
  record Inline(String jwks) implements ClientKeys {}

  /**
   * @param reach which addresses it may have
   */
  record Remote(URI address, Reach reach) implements ClientKeys {}
}
