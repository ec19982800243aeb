package org.symbolon.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A login at the institution and what is held of it: a root grant of kind {@link GrantKind#LOGIN}
 * with the upstream's last word. In its place stands, of kind {@link GrantKind#FOREIGN}, what a
 * foreign issuer vouched for: there the claims are its token's, and nobody is asked again.
 *
 * @param person who
 * @param claims of the upstream's ID token and userinfo, as JSON values
 * @param upstreamRefreshToken encrypted; absent where the upstream gives none
 * @param lastGood when the upstream last said that the person is welcome
 * @param lastAsked when it was last asked, whatever it said
 */
public record Login(
    Grant grant,
    Person person,
    Map<String, Object> claims,
    Optional<String> upstreamRefreshToken,
    Instant lastGood,
    Instant lastAsked) {
  public Login {
    claims = Map.copyOf(claims);
  }
}
