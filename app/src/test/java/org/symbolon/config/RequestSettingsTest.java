package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.authorize.RequestSettings;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.Preferences;
import org.symbolon.client.SecurityProfile;
import org.symbolon.fetch.Reach;

class RequestSettingsTest {
  private static final String SECRET =
      "secret-sha256: " + "00112233445566778899aabbccddeeff".repeat(2);
  private static final String REDIRECT = "redirect-uris: https://portal.example/cb";

  private static String client(String... settings) {
    String block = "clients:\n  - id: c\n    " + String.join("\n    ", settings) + "\nscopes: []\n";
    return SIMPLE.replaceAll("(?s)clients:.*", "") + block;
  }

  private static Client read(String... settings) {
    return loaded(client(settings)).issuers().getFirst().clients().getFirst();
  }

  private static List<String> wrong(String... settings) {
    return Reader.mistakes(client(settings));
  }

  private static String issuer(String... settings) {
    return after("profile: wlcg", settings);
  }

  @Test
  void an_issuer_says_what_requests_must_be_like() {
    assertThat(loaded(SIMPLE).issuers().getFirst().requests()).isEqualTo(RequestSettings.DEFAULT);
    assertThat(
            loaded(
                    issuer(
                        "requests:",
                        "  pushed: true",
                        "  pushed-lifetime: 5m",
                        "  acr-values: [silver, gold]"))
                .issuers()
                .getFirst()
                .requests())
        .isEqualTo(new RequestSettings(true, Duration.ofMinutes(5), List.of("silver", "gold")));
  }

  @Test
  void a_pushed_request_waits_for_seconds_to_minutes() {
    assertThat(Reader.mistakes(issuer("requests: {pushed-lifetime: 4s}"))).hasSize(1);
    assertThat(Reader.mistakes(issuer("requests: {pushed-lifetime: 11m}"))).hasSize(1);
    assertThat(Reader.mistakes(issuer("requests: {pushed-lifetime: 10m}"))).isEmpty();
  }

  @Test
  void a_class_of_signing_in_is_one_word() {
    assertThat(Reader.mistakes(issuer("requests: {acr-values: [\"two words\"]}")))
        .singleElement()
        .asString()
        .contains("issuer.requests.acr-values[0]", "without blanks");
  }

  @Test
  void a_client_says_how_it_asks() {
    Preferences read =
        read(
                SECRET,
                "grants: code",
                REDIRECT,
                "requests:",
                "  keys-uri: https://portal.example/jwks.json",
                "  algorithm: PS256",
                "  uris: [https://portal.example/r.jwt]",
                "  pushed: true",
                "  signed: true")
            .preferences();
    assertThat(read.keys())
        .contains(
            new ClientKeys.Remote(URI.create("https://portal.example/jwks.json"), Reach.PUBLIC));
    Preferences.Requests asked = read.requests();
    assertThat(asked.algorithm()).contains("PS256");
    assertThat(asked.uris()).containsExactly("https://portal.example/r.jwt");
    assertThat(asked.pushedOnly()).isTrue();
    assertThat(asked.signedOnly()).isTrue();
    assertThat(read.profile()).isEqualTo(SecurityProfile.USUAL);
    assertThat(read(SECRET, "grants: code", REDIRECT).preferences().requests())
        .isEqualTo(Preferences.Requests.NONE);
  }

  @Test
  void an_algorithm_is_one_that_a_key_signs_by_or_none() {
    assertThat(requesting("algorithm: HS256"))
        .anySatisfy(said -> assertThat(said).contains("clients[0].requests.algorithm", "ES256"));
    assertThat(requesting("algorithm: RSA")).isNotEmpty();
    assertThat(requesting("algorithm: none")).isEmpty();
  }

  @Test
  void request_objects_are_fetched_by_https() {
    assertThat(requesting("algorithm: none", "uris: http://portal.example/r.jwt"))
        .singleElement()
        .asString()
        .contains("clients[0].requests.uris", "https");
    assertThat(requesting("algorithm: none", "uris: file:///etc/passwd")).hasSize(1);
  }

  @Test
  void what_is_signed_needs_keys() {
    assertThat(requesting("signed: true"))
        .singleElement()
        .asString()
        .contains("clients[0].requests", "no keys-file and no keys-uri");
    assertThat(requesting("uris: https://portal.example/r.jwt")).hasSize(1);
    assertThat(requesting("pushed: true")).isEmpty();
  }

  @Test
  void signed_requests_are_not_unsigned() {
    assertThat(requesting("signed: true", "algorithm: none"))
        .singleElement()
        .asString()
        .contains("which is no signature");
  }

  @Test
  void a_client_with_keys_signs_with_those() {
    assertThat(
            wrong(
                "keys-uri: https://portal.example/jwks.json",
                "grants: code",
                REDIRECT,
                "requests: {signed: true, keys-uri: \"https://portal.example/other.json\"}"))
        .singleElement()
        .asString()
        .contains("leave them out");
    Client client =
        read(
            "keys-uri: https://portal.example/jwks.json",
            "grants: code",
            REDIRECT,
            "requests: {signed: true}");
    assertThat(client.keys())
        .contains(
            new ClientKeys.Remote(URI.create("https://portal.example/jwks.json"), Reach.PUBLIC));
  }

  @Test
  void fapi_wants_keys_https_and_no_device() {
    assertThat(
            wrong(
                "profile: fapi2",
                SECRET,
                "grants: [code, device]",
                "redirect-uris: http://127.0.0.1/cb"))
        .hasSize(3)
        .anySatisfy(
            said -> assertThat(said).contains("clients[0].profile", "keys or a certificate"))
        .anySatisfy(said -> assertThat(said).contains("device"))
        .anySatisfy(said -> assertThat(said).contains("clients[0].redirect-uris", "https://"));
    assertThat(
            read(
                    "profile: fapi2",
                    "keys-uri: https://portal.example/jwks.json",
                    "grants: [code, refresh]",
                    REDIRECT)
                .preferences()
                .profile())
        .isEqualTo(SecurityProfile.FAPI2);
    for (String algorithm : List.of("RS256", "ES512", "none")) {
      assertThat(
              wrong(
                  "profile: fapi2",
                  "keys-uri: https://portal.example/jwks.json",
                  "grants: code",
                  REDIRECT,
                  "requests: {algorithm: " + algorithm + "}"))
          .singleElement()
          .asString()
          .contains("clients[0].requests", "PS256");
    }
    assertThat(wrong("profile: fapi1", SECRET, "grants: code", REDIRECT))
        .singleElement()
        .asString()
        .contains("fapi2");
  }

  @Test
  void fapi_binds_tokens_to_what_the_client_has_at_hand() {
    String keys = "keys-uri: https://portal.example/jwks.json";
    assertBound(fapi(keys), true, false);
    assertBound(fapi("certificate: {dns: portal.example}"), false, true);
    assertBound(fapi(keys, "authentication: self-signed-tls"), false, true);
    assertBound(
        fapi("certificate: {dns: portal.example}", "dpop-bound-access-tokens: true"), true, false);
    assertBound(fapi(keys, "tls-client-certificate-bound-access-tokens: true"), false, true);
  }

  private static Preferences fapi(String... settings) {
    List<String> all = new ArrayList<>(List.of("profile: fapi2", "grants: code", REDIRECT));
    all.addAll(List.of(settings));
    return read(all.toArray(String[]::new)).preferences();
  }

  private static void assertBound(Preferences client, boolean byKey, boolean byCertificate) {
    assertThat(client.dpopBound()).isEqualTo(byKey);
    assertThat(client.certificateBound()).isEqualTo(byCertificate);
  }

  @Test
  void a_client_on_this_machine_may_be_asked_there() {
    assertThat(
            read(
                    SECRET,
                    "grants: code",
                    REDIRECT,
                    "requests: {algorithm: none, uris: \"http://127.0.0.1:9/r.jwt\"}")
                .preferences()
                .reach())
        .isEqualTo(Reach.LOOPBACK);
  }

  private static List<String> requesting(String... settings) {
    return wrong(
        SECRET, "grants: code", REDIRECT, "requests:\n      " + String.join("\n      ", settings));
  }
}
