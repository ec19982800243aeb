package org.symbolon.authorize;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;

/**
 * From what stands in the address to the parameters that count: those of a pushed request or of a
 * request object, and then no others beside them (RFC 9101 §6.3).
 */
final class OpenRequest {
  /** RFC 9126 §2.2 */
  static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

  private final Issuer issuer;
  private final PushedRequests pushed;
  private final RequestObjects objects;

  OpenRequest(Issuer issuer, PushedRequests pushed, RequestObjects objects) {
    this.issuer = issuer;
    this.pushed = pushed;
    this.objects = objects;
  }

  /**
   * @param client as {@code client_id} beside the request names it
   */
  Opened open(Client client, Parameters given, Instant now) {
    Optional<String> object = given.one("request");
    Optional<String> reference = given.one("request_uri");
    if (object.isPresent() && reference.isPresent()) {
      // OpenID Connect Core §6.2
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "give request or request_uri, not both");
    }
    if (reference.isPresent()) {
      return reference.get().startsWith(PUSHED)
          ? pushed(client, reference.get().substring(PUSHED.length()), now)
          : signed(given, objects.fetched(issuer, client, reference.get(), now));
    }
    return object.isPresent()
        ? signed(given, objects.given(issuer, client, object.get(), now))
        : new Opened(given, Optional.empty(), false);
  }

  private Opened pushed(Client client, String secret, Instant now) {
    return pushed
        .find(issuer.id(), client.id(), SecretHash.of(secret), now)
        .map(found -> new Opened(found.parameters(), Optional.of(found.hash()), false))
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST_URI,
                    "this request_uri is not known, not this client's, used or expired: the"
                        + " program must begin again"));
  }

  private static Opened signed(Parameters outside, RequestObjects.Read object) {
    // OpenID Connect Core §6.1
    Optional<String> type = outside.one("response_type");
    if (type.isPresent() && !type.equals(object.parameters().one("response_type"))) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "response_type differs from the one in the request object");
    }
    return new Opened(object.parameters(), Optional.empty(), object.signed());
  }
}
