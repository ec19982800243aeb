package org.symbolon.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;

/** What came of reading an access token. */
public sealed interface AccessTokenCheck {
  /**
   * An access token of this issuer, signed by it and in force; whether its grants still live is to
   * be asked by {@code lineage} and {@code jti}.
   *
   * @param lineage the grant and its ancestors, the root first; empty for a client's own token
   * @param madeFrom the {@code jti} of the tokens it was exchanged from, the first one first
   * @param scope as the token says, perhaps empty
   * @param claims all of them, as JSON values
   */
  record Valid(
      String subject,
      ClientId client,
      String scope,
      List<String> audiences,
      List<GrantId> lineage,
      List<String> madeFrom,
      String jti,
      Instant issuedAt,
      Instant expires,
      Optional<Instant> authenticatedAt,
      Map<String, Object> claims)
      implements AccessTokenCheck {
    public Valid {
      audiences = List.copyOf(audiences);
      lineage = List.copyOf(lineage);
      madeFrom = List.copyOf(madeFrom);
      claims = Map.copyOf(claims);
    }

    /** What a revocation may have denied: this token's id and those of the tokens it came from. */
    public List<String> tokenIds() {
      return Stream.concat(madeFrom.stream(), Stream.of(jti)).toList();
    }
  }

  /**
   * Not acceptable.
   *
   * @param why for the log only: whoever presented it is told no more than {@code invalid_token}
   */
  record Invalid(String why) implements AccessTokenCheck {}
}
