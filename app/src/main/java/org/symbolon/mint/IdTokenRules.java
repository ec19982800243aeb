package org.symbolon.mint;

import java.util.List;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;

/** The linter's rules for ID tokens (OpenID Connect Core §2). */
final class IdTokenRules {
  private IdTokenRules() {}

  static void check(Issuer issuer, ClaimReader claims) {
    claims.text("aud");
    claims.seconds("auth_time");
    for (String text : List.of("nonce", "at_hash", "c_hash", "s_hash")) {
      if (claims.has(text)) {
        claims.text(text);
      }
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
