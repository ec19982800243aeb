package org.symbolon.issuer;

import java.time.Duration;
import java.util.Optional;

/**
 * What a browser's session with an issuer means.
 *
 * @param idle a session unused for this long ends; 2 hours by default
 * @param rememberConsent how long since its last use what a person allowed is not asked again;
 *     absent, it is asked each time
 * @param logoutEnds what signing out ends besides the session
 */
public record SessionSettings(
    Duration idle, Optional<Duration> rememberConsent, LogoutEnds logoutEnds) {
  public static final SessionSettings DEFAULT =
      new SessionSettings(Duration.ofHours(2), Optional.empty(), LogoutEnds.ONLINE);

  /** What ends when a person signs out. */
  public enum LogoutEnds {
    /** What clients were given that can not be refreshed. */
    ONLINE,
    /** Everything that came of the session's sign-ins, refresh tokens and job grants too. */
    EVERYTHING
  }
}
