package org.symbolon.config;

import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.register.RegistrationSettings.Mode;

/** Reads {@code registration}: whether and as what clients may register themselves. */
final class ReadRegistration {
  private ReadRegistration() {}

  static RegistrationSettings from(Section block, Issuer issuer) {
    Optional<Section> section = block.section("registration");
    if (section.isEmpty()) {
      return RegistrationSettings.OFF;
    }
    Section registration = section.get();
    Mode mode = registration.value("mode", Readings.oneOf(Mode.class), Mode.OFF);
    List<String> scopes = ReadScopes.patterns(registration, "scopes", issuer.profile());
    if (mode != Mode.OFF && scopes.isEmpty()) {
      registration.mistake(
          "scopes", "is missing: a client that registers itself has at most what is listed here");
    }
    if (mode != Mode.OFF
        && issuer.lifetimes().refreshGrace().compareTo(ReadLifetimes.LONGEST_PUBLIC_GRACE) > 0) {
      registration.mistake(
          "mode",
          "lets clients without a secret register, which may not have the issuer's refresh-grace"
              + " above 5m: shorten it");
    }
    return new RegistrationSettings(
        mode,
        scopes,
        registration.value(
            "unused-for", Readings.duration("1d", "365d"), RegistrationSettings.DEFAULT_UNUSED));
  }
}
