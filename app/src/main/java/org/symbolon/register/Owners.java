package org.symbolon.register;

import java.time.Instant;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.OwnTokens;

/** Whose client it becomes that is registered with a person's access token. */
public final class Owners {
  private final Issuer issuer;
  private final OwnTokens tokens;
  private final Grants grants;
  private final Logins logins;

  public Owners(Issuer issuer, OwnTokens tokens, Grants grants, Logins logins) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.grants = grants;
    this.logins = logins;
  }

  /**
   * @return the person's key
   * @throws ProtocolException {@code invalid_token}, {@code insufficient_scope}
   */
  String owner(String accessToken, RegistrationSettings settings, Instant now) {
    AccessTokenCheck.Valid token =
        switch (tokens.verifyAccessToken(issuer, accessToken, now)) {
          case AccessTokenCheck.Valid valid -> valid;
          case AccessTokenCheck.Invalid invalid -> throw Admission.refused(invalid.why());
        };
    boolean allowed =
        switch (ScopeSet.parse(token.scope(), issuer.profile())) {
          case ScopeSet.Parsed parsed ->
              settings.ownerScope().filter(parsed.scopes()::has).isPresent();
          case ScopeSet.Malformed malformed -> throw Admission.refused(malformed.why());
        };
    if (!Confirmation.of(token.claims()).isNone()) {
      // RFC 9449 §7.2: shown here without a proof, it may be anybody's.
      throw Admission.refused("bound to a key or certificate, and shown as if it were not");
    }
    // A token made by an exchange acts for the person; it is not the person.
    if (!allowed || token.lineage().isEmpty() || token.claims().containsKey("act")) {
      throw ProtocolException.of(
          ErrorCode.INSUFFICIENT_SCOPE,
          "a client is registered here with a person's own access token that has the scope "
              + settings.ownerScope().orElse(""));
    }
    if (!grants.alive(token.lineage(), token.tokenIds(), now)) {
      throw Admission.refused("it was revoked, or a grant of its lineage has ended");
    }
    return logins
        .find(token.lineage().getFirst())
        .map(Login::grant)
        .map(grant -> grant.person())
        .orElseThrow(() -> Admission.refused("its login has been swept"));
  }
}
