package org.symbolon.mint;

import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;

/** The linter's rules for ID tokens (OpenID Connect Core §2). */
final class IdTokenRules {
  private IdTokenRules() {}

  static void check(Issuer issuer, ClaimReader claims) {
    claims.text("aud");
    claims.seconds("auth_time");
    if (claims.has("nonce")) {
      claims.text("nonce");
    }
    if (claims.has("at_hash")) {
      claims.text("at_hash");
    }
    ActorRules.check(claims);
    // With one of these a verifier could take it for an access token.
    claims.absent("scope", "scp", "lineage", "client_id", "ver");
    GroupClaimRules.check(claims);
    if (issuer.profile() == Profile.WLCG) {
      claims.exactly("wlcg.ver", "1.0");
    } else {
      claims.absent("wlcg.ver");
    }
  }
}
