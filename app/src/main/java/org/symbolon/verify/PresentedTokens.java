package org.symbolon.verify;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.client.Clients;
import org.symbolon.client.SecurityProfile;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/**
 * Access tokens where they are presented to the gateway itself: read, and held against what they
 * are bound to. The one gate of all endpoints that take one.
 */
public final class PresentedTokens {
  private final Issuer issuer;
  private final OwnTokens tokens;
  private final DpopProofs proofs;
  private final Clients clients;

  public PresentedTokens(Issuer issuer, OwnTokens tokens, DpopProofs proofs, Clients clients) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.proofs = proofs;
    this.clients = clients;
  }

  /**
   * The token of a request. Whether its grants still live is the caller's to ask.
   *
   * @throws ProtocolException {@code invalid_token}, also where there is none; {@code
   *     invalid_dpop_proof}, {@code use_dpop_nonce}
   */
  public AccessTokenCheck.Valid read(Call call, Instant now) {
    PresentedToken presented =
        PresentedToken.of(call).orElseThrow(() -> invalid("no access token"));
    return switch (tokens.verifyAccessToken(issuer, presented.token(), now)) {
      case AccessTokenCheck.Invalid invalid -> throw invalid(invalid.why());
      case AccessTokenCheck.Valid valid -> held(call, presented, valid, now);
    };
  }

  private AccessTokenCheck.Valid held(
      Call call, PresentedToken presented, AccessTokenCheck.Valid token, Instant now) {
    Confirmation bound = Confirmation.of(token.claims());
    // RFC 9449 §7.2: a bound token is no bearer token, and the other way round (§7.1).
    boolean byProof = presented.scheme() == PresentedToken.Scheme.DPOP;
    if (bound.key().isPresent() != byProof) {
      throw invalid(
          byProof ? "not bound to a key, but presented as if" : "bound to a key: a downgrade");
    }
    Optional<String> key =
        byProof
            ? proofs.prove(
                call, presented.token(), algorithm -> allows(token.client(), algorithm), now)
            : Optional.empty();
    if (byProof && key.isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_PROOF_FOR_TOKEN, "the access token needs a DPoP proof beside it");
    }
    Confirmation proved =
        new Confirmation(key, call.certificates().stream().findFirst().map(Certificates::hash));
    if (!bound.isMetBy(proved)) {
      throw invalid("bound to another key or certificate");
    }
    return token;
  }

  /** What every profile allows needs no look at the client. */
  private boolean allows(ClientId client, String algorithm) {
    return SecurityProfile.FAPI2.allows(algorithm)
        || clients.find(issuer.id(), client).stream()
            .allMatch(found -> found.preferences().profile().allows(algorithm));
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token is not valid, has expired or has been ended")
        .withDetail(detail)
        .exception();
  }
}
