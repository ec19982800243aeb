package org.symbolon.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.register.RegistrationSettings.Mode;
import org.symbolon.register.RegistrationSettings.StatementIssuer;

/** Reads {@code registration}: whether and as what clients may register themselves. */
final class ReadRegistration {
  private ReadRegistration() {}

  /**
   * @param certificates of clients: none can register who is known by what nobody sees
   */
  static RegistrationSettings from(
      Section block, Issuer issuer, Listen.ClientCertificates certificates) {
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
    Optional<String> ownerScope = registration.value("owner-scope", ReadRegistration::scope);
    if (mode == Mode.OWNED && ownerScope.isEmpty()) {
      registration.mistake(
          "owner-scope",
          "is missing: a person's access token needs this scope to register a client, as in"
              + " clients.register");
    }
    if (mode != Mode.OWNED && ownerScope.isPresent()) {
      registration.mistake("owner-scope", "has no effect unless mode is owned");
    }
    return new RegistrationSettings(
        mode,
        methods(certificates),
        scopes,
        registration.value(
            "unused-for", Readings.duration("1d", "365d"), RegistrationSettings.DEFAULT_UNUSED),
        registration.value("secret-lifetime", Readings.duration("1d", "3650d")),
        registration.value(
            "reach",
            Readings.oneOf(Reach.class),
            Readings.isLoopback(String.valueOf(issuer.url().getHost()))
                ? Reach.LOOPBACK
                : Reach.PUBLIC),
        ownerScope,
        statements(registration));
  }

  private static Set<Method> methods(Listen.ClientCertificates certificates) {
    Set<Method> methods = EnumSet.copyOf(RegistrationSettings.WITHOUT_CERTIFICATES);
    if (certificates.areSeen()) {
      methods.add(Method.SELF_SIGNED_TLS);
    }
    if (certificates.areSeen() && !certificates.authorities().isEmpty()) {
      methods.add(Method.TLS);
    }
    return methods;
  }

  private static List<StatementIssuer> statements(Section registration) {
    List<StatementIssuer> issuers = new ArrayList<>();
    for (Section section : registration.sections("software-statements")) {
      Optional<String> name =
          section.required("issuer", Readings::text, "iss of its software statements");
      Optional<ClientKeys> keys = ReadKeys.from(section);
      if (keys.isEmpty()) {
        section.mistake("needs keys-file or keys-uri: by which keys it signs");
      }
      if (name.isPresent() && keys.isPresent()) {
        issuers.add(new StatementIssuer(name.get(), keys.get()));
      }
    }
    return issuers;
  }

  private static String scope(String text) throws Mistake {
    if (!text.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new Mistake("should be one plain scope, as in clients.register");
    }
    return text;
  }
}
