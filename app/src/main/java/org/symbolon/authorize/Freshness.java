package org.symbolon.authorize;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symbolon.grant.Login;

/**
 * What the client says about signing in (OpenID Connect Core §3.1.2.1).
 *
 * @param interaction whether a person may be asked anything at all
 * @param login whether to sign in anew although there is a session
 * @param maxAge how long ago signing in may have been
 */
public record Freshness(Interaction interaction, boolean login, Optional<Duration> maxAge) {
  /** Whether pages may be shown. */
  public enum Interaction {
    ALLOWED,
    /** {@code prompt=none}. */
    NONE
  }

  /** Whether this login, of the browser's session, will do. */
  public boolean accepts(Login session, Instant now) {
    return !login
        && maxAge
            .map(age -> !session.grant().authenticatedAt().plus(age).isBefore(now))
            .orElse(true);
  }
}
