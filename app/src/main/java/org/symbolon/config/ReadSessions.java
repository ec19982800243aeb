package org.symbolon.config;

import java.time.Duration;
import java.util.Optional;
import org.symbolon.issuer.SessionSettings;

/** Reads {@code sessions} of an issuer and {@code consent} of a client. */
final class ReadSessions {
  /** Whether people are asked. */
  private enum Consent {
    ASK,
    NEVER
  }

  private ReadSessions() {}

  /**
   * @param longest how long a session may last at all
   */
  static SessionSettings ofIssuer(Section block, Duration longest) {
    Optional<Section> section = block.section("sessions");
    if (section.isEmpty()) {
      return SessionSettings.DEFAULT;
    }
    Section sessions = section.get();
    Optional<Duration> idle = sessions.value("idle", Readings.duration("1m", "30d"));
    if (idle.filter(written -> written.compareTo(longest) > 0).isPresent()) {
      sessions.mistake("idle", "is longer than lifetimes.session, after which it ends anyway");
    }
    return new SessionSettings(
        idle.orElse(SessionSettings.DEFAULT.idle()),
        sessions.value("remember-consent", Readings.duration("1h", "3650d")),
        sessions.value(
            "logout-ends",
            Readings.oneOf(SessionSettings.LogoutEnds.class),
            SessionSettings.DEFAULT.logoutEnds()));
  }

  /** Whether people are not asked about this client. */
  static boolean isTrusted(Section client) {
    return client.value("consent", Readings.oneOf(Consent.class), Consent.ASK) == Consent.NEVER;
  }
}
