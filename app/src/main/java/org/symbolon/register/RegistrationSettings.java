package org.symbolon.register;

import java.time.Duration;
import java.util.List;

/**
 * Whether and as what clients may register themselves at an issuer.
 *
 * @param scopes patterns, of which a client may register those it names letter by letter; not empty
 *     where clients may register
 * @param unusedFor after so long without use a registration ends
 */
public record RegistrationSettings(Mode mode, List<String> scopes, Duration unusedFor) {
  public static final Duration DEFAULT_UNUSED = Duration.ofDays(30);
  public static final RegistrationSettings OFF =
      new RegistrationSettings(Mode.OFF, List.of(), DEFAULT_UNUSED);

  public RegistrationSettings {
    scopes = List.copyOf(scopes);
  }

  /** Who may register a client. */
  public enum Mode {
    /** Nobody: there is no such endpoint. */
    OFF,
    /** Anybody, within limits. */
    OPEN
  }

  public boolean isOn() {
    return mode != Mode.OFF;
  }
}
