package org.symbolon.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.ResponseType;
import org.symbolon.client.Sector;
import org.symbolon.client.SubjectType;
import org.symbolon.issuer.Issuer;

/** Reads what OpenID Connect lets differ from client to client. */
final class ReadOpenIdOptions {
  private ReadOpenIdOptions() {}

  static OpenIdOptions from(Section client, Issuer issuer) {
    Set<ResponseType> types =
        Set.copyOf(client.distinct("response-types", ReadOpenIdOptions::responseType));
    return new OpenIdOptions(
        subjects(client),
        userinfoAlgorithm(client, issuer),
        types.isEmpty() ? OpenIdOptions.DEFAULT.responseTypes() : types,
        isPkceOptional(client));
  }

  /** RFC 9700 §2.1.1: public clients must use it whatever anybody says. */
  private static boolean isPkceOptional(Section client) {
    boolean optional =
        client
            .value("pkce", Readings.oneOf(List.of("optional"), word -> word))
            .filter("optional"::equals)
            .isPresent();
    if (optional && client.value("public", Readings::flag, false)) {
      client.mistake(
          "pkce", "is not optional for a public client, whose codes anybody could redeem");
    }
    return optional;
  }

  private static ResponseType responseType(String text) throws Mistake {
    return ResponseType.of(text)
        .orElseThrow(
            () ->
                new Mistake(
                    "should be code, or an old flow: token, id_token, id_token token, code"
                        + " id_token, code token, code id_token token"));
  }

  private static Optional<String> userinfoAlgorithm(Section client, Issuer issuer) {
    return client.value("userinfo-algorithm", Readings.oneOf(issuer.algorithms(), name -> name));
  }

  private static SubjectType subjects(Section client) {
    boolean pairwise =
        client
            .value("subject-type", Readings.oneOf(List.of("public", "pairwise"), word -> word))
            .filter("pairwise"::equals)
            .isPresent();
    Optional<URI> identifier = client.value("sector-identifier-uri", Readings::httpsUrl);
    if (!pairwise) {
      if (client.has("sector-identifier-uri")) {
        client.mistake("sector-identifier-uri", "has no effect without subject-type: pairwise");
      }
      return new SubjectType.Public();
    }
    // OpenID Connect Core §8.1. What the operator writes needs no list to vouch for it.
    Optional<String> sector =
        client.has("sector-identifier-uri")
            ? identifier.flatMap(Sector::of)
            : Sector.of(client.distinct("redirect-uris", RedirectUri::read));
    if (sector.isEmpty()) {
      client.mistake(
          "sector-identifier-uri",
          client.has("sector-identifier-uri")
              ? "should be an https address with a host"
              : "is missing: pairwise subjects need the one host of all redirect-uris, or this");
    }
    return sector.<SubjectType>map(SubjectType.Pairwise::new).orElseGet(SubjectType.Public::new);
  }
}
