package org.symbolon.inspect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.PersonClaims;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.OwnTokens;

/**
 * Userinfo of one issuer (OpenID Connect Core §5.3): what the institution said of the token's
 * subject at login or at the last recheck, as far as the token's scopes open it.
 */
public final class Userinfo {
  private final Issuer issuer;
  private final OwnTokens tokens;
  private final Grants grants;
  private final Logins logins;
  private final CurrentGroups groups;
  private final InstantSource clock;

  public Userinfo(
      Issuer issuer,
      OwnTokens tokens,
      Grants grants,
      Logins logins,
      CurrentGroups groups,
      InstantSource clock) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.grants = grants;
    this.logins = logins;
    this.groups = groups;
    this.clock = clock;
  }

  /**
   * @param accessToken as presented
   * @return claims as JSON values, {@code sub} first
   * @throws ProtocolException {@code invalid_token} (also when it was revoked or a grant of its
   *     lineage has ended) or {@code insufficient_scope}
   */
  public Map<String, Object> of(String accessToken) {
    Instant now = clock.instant();
    AccessTokenCheck.Valid token =
        switch (tokens.verifyAccessToken(issuer, accessToken, now)) {
          case AccessTokenCheck.Valid valid -> valid;
          case AccessTokenCheck.Invalid invalid -> throw invalid(invalid.why());
        };
    ScopeSet scopes =
        switch (ScopeSet.parse(token.scope(), issuer.profile())) {
          case ScopeSet.Parsed parsed -> parsed.scopes();
          case ScopeSet.Malformed malformed -> throw invalid(malformed.why());
        };
    if (!scopes.has("openid") || token.lineage().isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INSUFFICIENT_SCOPE,
          "userinfo needs a person's access token with the scope openid");
    }
    if (!grants.alive(token.lineage(), token.tokenIds(), now)) {
      throw invalid("it was revoked, or a grant of its lineage has ended");
    }
    Login login =
        logins
            .find(token.lineage().getFirst())
            .orElseThrow(() -> invalid("its login has been swept"));
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", token.subject());
    claims.putAll(PersonClaims.select(scopes, login.claims()));
    claims.putAll(groups.of(login, token.client(), scopes).claims());
    return claims;
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token is not valid, has expired or has been ended")
        .withDetail(detail)
        .exception();
  }
}
