package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.after;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.client.GrantType;

/** Grants of configured clients, and what each needs beside it. */
class ClientGrantsTest extends ReadingClients {
  @Test
  void grants_are_required_and_known_by_short_and_protocol_names() {
    assertThat(wrong("public: true"))
        .containsExactly(
            "clients[0].grants is missing: some of code, device, refresh, client-credentials,"
                + " exchange; only a client that serves an audience, or introspects, can do"
                + " without");
    assertThat(wrong("public: true", "grants: [password]")).hasSize(1);
    assertThat(
            read(
                    "public: true",
                    "grants: [\"urn:ietf:params:oauth:grant-type:device_code\", refresh_token]")
                .grantTypes())
        .containsExactlyInAnyOrder(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN);
  }

  @Test
  void redirect_uris_go_with_code_and_only_with_it() {
    assertThat(wrong("public: true", "grants: code"))
        .containsExactly(
            "clients[0].redirect-uris is missing: a client with the grant code needs one");
    assertThat(wrong("public: true", "grants: device", "redirect-uris: https://a.example/"))
        .containsExactly("clients[0].redirect-uris has no effect without code among the grants");
  }

  @Test
  void a_redirect_uri_is_absolute_https_and_exact() {
    for (String right :
        new String[] {
          "https://app.lab.example/callback?x=y",
          "http://127.0.0.1/cb",
          "http://localhost:8080/cb",
          "http://[::1]/cb",
          "org.lab.app:/cb"
        }) {
      assertThat(wrong("public: true", "grants: code", "redirect-uris: [\"" + right + "\"]"))
          .as(right)
          .isEmpty();
    }
    Map<String, String> wrong =
        Map.of(
            "/callback", "should be absolute",
            "https://app.lab.example/#top", "should have no fragment",
            "http://app.lab.example/", "http is for loopback addresses only",
            "myapp:/callback", "a scheme that has a dot",
            "javascript:alert(1)", "a scheme that has a dot",
            "https://*.lab.example/", "compared exactly",
            "https:///callback", "should have a host and no user",
            "https://ana@app.lab.example/", "should have a host and no user",
            "https://app.lab.example/ x", "is not a URI");
    wrong.forEach(
        (uri, why) ->
            assertThat(wrong("public: true", "grants: code", "redirect-uris: [\"" + uri + "\"]"))
                .as(uri)
                .singleElement()
                .asString()
                .startsWith("clients[0].redirect-uris[0]")
                .contains(why));
  }

  @Test
  void client_credentials_need_a_secret_and_listed_scopes() {
    assertThat(wrong("public: true", "grants: client-credentials", "scopes: compute.read"))
        .singleElement()
        .asString()
        .startsWith("clients[0].grants has client-credentials, which a public client can not have");
    assertThat(wrong(SECRET, "grants: client-credentials"))
        .containsExactly(
            "clients[0].scopes is missing: a client with client-credentials has only what is listed"
                + " here");
    assertThat(wrong(SECRET, "grants: client-credentials", "scopes: compute.read")).isEmpty();
  }

  @Test
  void refresh_needs_a_grant_that_begins_it() {
    assertThat(wrong(SECRET, "grants: [client-credentials, refresh]", "scopes: compute.read"))
        .containsExactly(
            "clients[0].grants has refresh, but none of code, device and exchange, which begin it");
    assertThat(wrong("public: true", "grants: device", "always-refresh: true"))
        .containsExactly(
            "clients[0].always-refresh has no effect without refresh among the grants");
  }

  @Test
  void a_refresh_grace_above_five_minutes_is_for_clients_with_a_secret_only() {
    assertThat(wrong("public: true", "grants: [device, refresh]", "lifetimes: {refresh-grace: 6m}"))
        .singleElement()
        .asString()
        .contains("only clients with a secret may have");
    assertThat(Reader.mistakes(after("profile: wlcg", "lifetimes: {refresh-grace: 1d}")))
        .singleElement()
        .asString()
        .startsWith("clients[0].lifetimes leaves a public client a refresh-grace above 5m");
    assertThat(wrong(SECRET, "grants: [device, refresh]", "lifetimes: {refresh-grace: 1d}"))
        .isEmpty();
    assertThat(wrong("public: true", "grants: [device, refresh]", "lifetimes: {refresh-grace: 5m}"))
        .isEmpty();
  }

  @Test
  void a_clients_lifetimes_fit_together_with_the_issuers() {
    assertThat(wrong(SECRET, "grants: [device, refresh]", "lifetimes: {refresh-idle: 400d}"))
        .singleElement()
        .asString()
        .startsWith("clients[0].lifetimes makes refresh-idle longer than refresh-absolute");
  }

  @Test
  void a_clients_refresh_tokens_do_not_outlive_the_issuers_logins() {
    assertThat(wrong(SECRET, "grants: [device, refresh]", "lifetimes: {refresh-absolute: 366d}"))
        .singleElement()
        .asString()
        .startsWith("clients[0].lifetimes makes refresh-absolute longer than the issuer's");
  }
}
