package org.symbolon.authorize;

import java.time.Instant;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.RequestObjectCheck;
import org.symbolon.verify.RequestObjectTokens;

/** Request objects, given or fetched (RFC 9101, OpenID Connect Core §6). */
public final class RequestObjects {
  private final RequestObjectTokens tokens;
  private final RequestUris uris;

  /**
   * @param uris shared by all issuers of a process
   */
  public RequestObjects(KeySources keys, RequestUris uris) {
    this.tokens = new RequestObjectTokens(keys);
    this.uris = uris;
  }

  /**
   * One that was read.
   *
   * @param signed false where the client's are unsigned and say no more than an address does
   */
  record Read(Parameters parameters, boolean signed) {}

  /**
   * @param object by value
   * @throws ProtocolException {@code invalid_request_object}, or {@code temporarily_unavailable}
   *     while the client's keys can not be had
   */
  Read given(Issuer issuer, Client client, String object, Instant now) {
    return switch (tokens.check(issuer, client, object, now)) {
      case RequestObjectCheck.Valid valid ->
          new Read(ObjectParameters.of(client, valid.claims()), valid.signed());
      case RequestObjectCheck.Invalid(String why) -> throw refused(why);
      case RequestObjectCheck.Unavailable(String why) ->
          throw ProtocolError.unavailable(
                  "the client's keys can not be fetched at the moment: try again", why)
              .exception();
    };
  }

  /**
   * @param reference where it is
   * @throws ProtocolException as above, or {@code invalid_request_uri}
   */
  Read fetched(Issuer issuer, Client client, String reference, Instant now) {
    return given(issuer, client, uris.fetch(client, reference), now);
  }

  static ProtocolException refused(String why) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST_OBJECT, "the request object " + why);
  }
}
