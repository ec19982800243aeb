package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.authorize.RequestSettings;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.Preferences;
import org.symbolon.client.SecurityProfile;
import org.symbolon.verify.RequestObjectTokens;

/** Reads {@code requests}: what authorization requests must be like, of an issuer or a client. */
final class ReadRequests {
  private static final String NONE = "none";

  private ReadRequests() {}

  static RequestSettings ofIssuer(Section block) {
    Optional<Section> section = block.section("requests");
    if (section.isEmpty()) {
      return RequestSettings.DEFAULT;
    }
    Section requests = section.get();
    return new RequestSettings(
        requests.value("pushed", Readings::flag, false),
        // RFC 9126 §2.2: between 5 and 600 seconds.
        requests.value(
            "pushed-lifetime",
            Readings.duration("5s", "10m"),
            RequestSettings.DEFAULT.pushedLifetime()),
        requests.distinct("acr-values", ReadRequests::acr));
  }

  static Preferences.Requests ofClient(Section requests) {
    return new Preferences.Requests(
        requests.distinct("uris", ReadRequests::uri),
        requests.value("algorithm", ReadRequests::algorithm),
        requests.value("pushed", Readings::flag, false),
        requests.value("signed", Readings::flag, false),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty());
  }

  /** What of it must fit together with the client's other settings. */
  static void check(Section section, Client client) {
    Preferences.Requests asked = client.preferences().requests();
    boolean unsigned = asked.algorithm().equals(Optional.of(NONE));
    if (client.preferences().keys().isPresent()
        && client.authentication() instanceof Client.Authentication.PrivateKeyJwt) {
      section.mistake(
          "requests",
          "has keys, but the client signs by those it authenticates with: leave them out");
    }
    if (asked.signedOnly() && unsigned) {
      section.mistake("requests", "says signed, and algorithm: none, which is no signature");
    }
    boolean signs = asked.signedOnly() || !asked.uris().isEmpty() || asked.algorithm().isPresent();
    if (signs && !unsigned && client.keys().isEmpty()) {
      section.mistake(
          "requests", "speaks of signed requests, but there is no keys-file and no keys-uri");
    }
    if (client.preferences().profile() == SecurityProfile.FAPI2) {
      fapi(section, client);
    }
  }

  /** FAPI 2.0 Security Profile §5.3.2.1, §5.4.1. */
  private static void fapi(Section section, Client client) {
    boolean proves =
        switch (client.authentication()) {
          case Client.Authentication.PrivateKeyJwt signs -> true;
          case Client.Authentication.Tls tls -> true;
          case Client.Authentication.SelfSignedTls tls -> true;
          case Client.Authentication.None none -> false;
          case Client.Authentication.Secret secret -> false;
          case Client.Authentication.SecretJwt secret -> false;
          case Client.Authentication.Workload workload -> false;
        };
    if (!proves) {
      section.mistake(
          "profile", "is fapi2, with which a client proves itself by keys or a certificate alone");
    }
    client
        .preferences()
        .requests()
        .algorithm()
        .filter(name -> !client.preferences().profile().allows(name))
        .ifPresent(
            name ->
                section.mistake(
                    "requests", "names an algorithm that is none of PS256, ES256 and EdDSA"));
    Set<GrantType> grants = client.grantTypes();
    if (grants.contains(GrantType.DEVICE_CODE)) {
      section.mistake("profile", "is fapi2, which has no place for the grant device");
    }
    client.redirectUris().stream()
        .filter(uri -> !uri.startsWith("https://"))
        .findFirst()
        .ifPresent(
            uri -> section.mistake("redirect-uris", "must all begin with https:// under fapi2"));
  }

  private static String acr(String text) throws Mistake {
    if (!text.matches("[!-~]{1,200}")) {
      throw new Mistake("should be up to 200 plain ASCII characters without blanks");
    }
    return text;
  }

  private static String algorithm(String text) throws Mistake {
    List<String> known = new ArrayList<>(new TreeSet<>(RequestObjectTokens.ALGORITHMS));
    known.add(NONE);
    return Readings.oneOf(known, name -> name).read(text);
  }

  private static String uri(String text) throws Mistake {
    return Readings.httpsUrl(text).toString();
  }
}
