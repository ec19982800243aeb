package org.symbolon.token;

import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.exchange.ExchangeRequest;
import org.symbolon.exchange.Presented;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/**
 * The JWT bearer grant (RFC 7523 §2.1), and by it the on-behalf-of request that clients of
 * Microsoft Entra make: an exchange for an access token in other words, under the same rules.
 */
final class JwtBearerHandler implements GrantHandler<ExchangeRequest, Proof.Exchanged> {
  private final ExchangeHandler exchange;

  JwtBearerHandler(ExchangeHandler exchange) {
    this.exchange = exchange;
  }

  @Override
  public GrantType type() {
    return GrantType.JWT_BEARER;
  }

  @Override
  public ExchangeRequest parse(Caller caller, Parameters form) {
    String use = form.one("requested_token_use").orElse(ON_BEHALF_OF);
    if (!use.equals(ON_BEHALF_OF)) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "requested_token_use is on_behalf_of, or left out");
    }
    return ExchangeRequest.ofAssertion(
        new Presented(form.required("assertion"), TokenKind.JWT), form, Forms.scope(caller, form));
  }

  private static final String ON_BEHALF_OF = "on_behalf_of";

  @Override
  public Proof.Exchanged prove(Caller caller, ExchangeRequest request) {
    try {
      return exchange.prove(caller, request);
    } catch (ProtocolException e) {
      // RFC 7521 §4.1.1 has another code for an assertion that is invalid for any reason.
      if (e.error().code() != ErrorCode.INVALID_REQUEST) {
        throw e;
      }
      ProtocolError error = ProtocolError.of(ErrorCode.INVALID_GRANT, e.error().description());
      throw e.error().detail().map(error::withDetail).orElse(error).exception();
    }
  }

  @Override
  public Optional<String> commit(
      Caller caller, ExchangeRequest request, Proof.Exchanged proof, ScopeSet granted) {
    return exchange.commit(caller, request, proof, granted);
  }
}
