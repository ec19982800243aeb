package org.symbolon.inspect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.grant.Denials;
import org.symbolon.grant.Grants;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.OwnTokens;

/**
 * Revocation at one issuer (RFC 7009): a client gives back what it was given. A refresh token ends
 * its grant and all that came from it; an access token is denied by itself.
 */
public final class Revocation {
  private final Issuer issuer;
  private final ClientAuthentication authentication;
  private final OwnTokens tokens;
  private final RefreshTokens refreshTokens;
  private final JobTokens jobTokens;
  private final Grants grants;
  private final Denials denials;
  private final Audit audit;
  private final InstantSource clock;

  public Revocation(
      Issuer issuer,
      ClientAuthentication authentication,
      OwnTokens tokens,
      RefreshTokens refreshTokens,
      JobTokens jobTokens,
      Grants grants,
      Denials denials,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.authentication = authentication;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.jobTokens = jobTokens;
    this.grants = grants;
    this.denials = denials;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Revokes, or does nothing about a token that is unknown, over, or another client's: the client
   * is not told which (RFC 7009 §2.2). Durable when this returns.
   *
   * @throws ProtocolException {@code invalid_client}, {@code invalid_request}
   */
  public void answer(Call call) {
    Client client = authentication.authenticate(issuer, call);
    // RFC 7009 §2.1: the hint only tells where to look first, and a token shows its kind itself.
    String token = call.form().required("token");
    Instant now = clock.instant();
    Optional<GrantId> kept =
        refreshTokens
            .read(issuer.id(), client.id(), token)
            .map(RefreshTokens.Genuine::grant)
            .or(() -> jobTokens.read(issuer.id(), client.id(), token));
    if (kept.isPresent()) {
      end(kept.get(), client, now);
    } else if (tokens.verifyAccessToken(issuer, token, now) instanceof AccessTokenCheck.Valid valid
        && valid.client().equals(client.id())) {
      denials.deny(issuer.id(), valid.jti(), valid.expires());
      audit.report(new Event.TokenRevoked(issuer.id(), client.id(), valid.jti()));
    }
  }

  /** An old one of its family too: whoever holds it wants it gone. */
  private void end(GrantId grant, Client client, Instant now) {
    String why = "revoked by the client " + client.id().value();
    if (grants.end(grant, why, now)) {
      audit.report(new Event.GrantEnded(issuer.id(), grant, why));
    }
  }
}
