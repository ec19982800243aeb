package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SubjectType;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.SecretHash;

class ClientsTest {
  private static final String HASH =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  private static final String SECRET = "secret-sha256: " + HASH;

  @TempDir Path folder;

  /** The simple file with this client and no other. */
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

  @Test
  void pkce_may_be_optional_for_a_client_with_a_secret_only() {
    assertThat(
            read(SECRET, "grants: code", "redirect-uris: https://a.example/cb", "pkce: optional")
                .openId()
                .pkceOptional())
        .isTrue();
    assertThat(
            wrong(
                "public: true",
                "grants: code",
                "redirect-uris: https://a.example/cb",
                "pkce: optional"))
        .singleElement()
        .asString()
        .contains("pkce is not optional for a public client");
  }

  @Test
  void what_openid_connect_leaves_to_clients_is_read() {
    Client client =
        read(
            SECRET,
            "grants: code",
            "redirect-uris: [https://Portal.example/cb, https://portal.example/b]",
            "userinfo-algorithm: RS256",
            "subject-type: pairwise");
    assertThat(client.openId())
        .isEqualTo(
            new OpenIdOptions(new SubjectType.Pairwise("portal.example"), Optional.of("RS256")));
    assertThat(
            read(
                    SECRET,
                    "grants: code",
                    "redirect-uris: [https://a.example/cb, https://b.example/cb]",
                    "subject-type: pairwise",
                    "sector-identifier-uri: https://lab.example/list.json")
                .openId()
                .subjects())
        .isEqualTo(new SubjectType.Pairwise("lab.example"));
    assertThat(read(SECRET, "grants: device").openId()).isEqualTo(OpenIdOptions.DEFAULT);
  }

  @Test
  void an_old_flow_is_read_where_it_is_written() {
    assertThat(
            read(
                    SECRET,
                    "redirect-uris: https://portal.example/cb",
                    "response-types: [token id_token]")
                .openId()
                .responseTypes())
        .containsExactly(ResponseType.ID_TOKEN_TOKEN);
    assertThat(wrong(SECRET, "grants: device", "response-types: [code id_token]"))
        .containsExactly(
            "clients[0].response-types has one with code, but there is no code among the grants");
    assertThat(wrong(SECRET, "response-types: [token]"))
        .containsExactly(
            "clients[0].redirect-uris is missing: a client with the grant code needs one");
    assertThat(wrong(SECRET, "grants: device", "response-types: [none]"))
        .singleElement()
        .asString()
        .startsWith("clients[0].response-types[0] should be code, or an old flow");
  }

  @Test
  void the_password_grant_needs_a_login_method_that_answers_it() {
    assertThat(wrong(SECRET, "grants: password"))
        .containsExactly(
            "clients has one with the grant password, but no login method has password-grant: true");
  }

  @Test
  void a_pairwise_client_has_one_sector() {
    assertThat(
            wrong(
                SECRET,
                "grants: code",
                "redirect-uris: [https://a.example/cb, https://b.example/cb]",
                "subject-type: pairwise"))
        .containsExactly(
            "clients[0].sector-identifier-uri is missing: pairwise subjects need the one host of all"
                + " redirect-uris, or this");
    assertThat(wrong(SECRET, "grants: device", "sector-identifier-uri: https://lab.example/l"))
        .containsExactly(
            "clients[0].sector-identifier-uri has no effect without subject-type: pairwise");
    assertThat(wrong(SECRET, "grants: device", "userinfo-algorithm: PS256"))
        .singleElement()
        .asString()
        .startsWith("clients[0].userinfo-algorithm should be");
  }

  @Test
  void a_client_has_all_that_is_said_of_it() {
    Client client =
        read(
            "name: Portal",
            SECRET,
            "grants: [code, refresh]",
            "redirect-uris: https://portal.example/cb",
            "scopes: [openid, \"storage.read:/**\"]",
            "audience: https://portal.example",
            "always-refresh: true",
            "on-refused: narrow",
            "algorithm: RS256",
            "lifetimes: {access-token: 1h, refresh-grace: 1d}");

    assertThat(client.name()).isEqualTo("Portal");
    assertThat(client.authentication())
        .isEqualTo(new Client.Authentication.Secret(List.of(new SecretHash(HASH))));
    assertThat(client.grantTypes())
        .containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
    assertThat(client.redirectUris()).containsExactly("https://portal.example/cb");
    assertThat(client.scopes()).containsExactly("openid", "storage.read:/**");
    assertThat(client.audiences())
        .contains(new Audiences(List.of("https://portal.example"), List.of()));
    assertThat(client.alwaysRefresh()).isTrue();
    assertThat(client.onRefused()).contains(Issuer.OnRefused.NARROW);
    assertThat(client.algorithm()).contains("RS256");
    assertThat(client.overrides().accessToken()).contains(Duration.ofHours(1));
    assertThat(client.overrides().refreshGrace()).contains(Duration.ofDays(1));
    assertThat(client.overrides().refreshIdle()).isEmpty();
  }

  @Test
  void a_client_that_only_widens_its_audiences_keeps_the_issuers_defaults() {
    assertThat(read("public: true", "grants: device", "allowed-audiences: a*").audiences())
        .contains(new Audiences(List.of("https://storage.lab.example"), List.of("a*")));
    assertThat(read("public: true", "grants: device").audiences()).isEmpty();
  }

  @Test
  void a_client_has_an_id_of_its_own_without_blanks() {
    assertThat(Reader.mistakes(SIMPLE.replace("id: lab-cli", "id: lab cli")))
        .containsExactly("clients[0].id should be up to 255 plain ASCII characters without blanks");
    assertThat(
            Reader.mistakes(
                SIMPLE.replace(
                    "scopes:", "  - {id: lab-cli, public: true, grants: device}\nscopes:")))
        .containsExactly("clients[1].id is another client's too: give each its own");
  }

  @Test
  void a_service_that_only_asks_about_tokens_needs_no_grant() {
    assertThat(read(SECRET, "serves: https://storage.example").grantTypes()).isEmpty();
    assertThat(read(SECRET, "introspect: true").grantTypes()).isEmpty();
    assertThat(wrong(SECRET, "name: Storage"))
        .singleElement()
        .asString()
        .startsWith("clients[0].grants is missing");
  }

  @Test
  void a_client_is_public_or_has_a_secret() {
    assertThat(wrong("grants: device"))
        .containsExactly(
            "clients[0] needs secret-sha256 or secret-file, keys-file or keys-uri, certificate, workload,"
                + " or public: true if it can keep none");
    assertThat(wrong("grants: device", "public: true", SECRET))
        .containsExactly(
            "clients[0].public is true, but there is a secret or a key: a public client has none");
  }

  @Test
  void a_secret_does_not_stand_in_clear() {
    assertThat(wrong("grants: device", "secret: swordfish"))
        .singleElement()
        .asString()
        .startsWith("clients[0].secret should not be written here in clear")
        .doesNotContain("swordfish");
  }

  @Test
  void a_secrets_hash_is_a_sha256_in_lower_case() {
    for (String wrong :
        new String[] {"abc", HASH.toUpperCase(java.util.Locale.ROOT), HASH + "00"}) {
      assertThat(wrong("grants: device", "secret-sha256: " + wrong))
          .as(wrong)
          .singleElement()
          .asString()
          .contains("should be 64 hexadecimal digits in lower case");
    }
  }

  @Test
  void several_secrets_are_right_so_that_one_can_be_replaced() throws IOException {
    String clear = "0123456789abcdef0123456789abcdef";
    Private.write(folder.resolve("new.secret"), clear + "\n");
    Configurations.Result result =
        Configurations.read(
                client("grants: device", SECRET, "secret-file: new.secret"), folder, Map.of())
            .result();

    Client client =
        ((Configurations.Loaded) result).configuration().issuers().getFirst().clients().getFirst();
    assertThat(client.authentication())
        .isEqualTo(
            new Client.Authentication.Secret(List.of(new SecretHash(HASH), SecretHash.of(clear))));
  }

  @Test
  void a_client_may_sign_with_its_key_instead() throws IOException {
    String jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + "A".repeat(43) + "\"";
    Files.writeString(folder.resolve("good.jwks"), "{\"keys\":[" + jwk + "}]}");
    Files.writeString(
        folder.resolve("secret.jwks"),
        "{\"keys\":[" + jwk + ",\"d\":\"" + "A".repeat(43) + "\"}]}");

    assertThat(inFolder("grants: device", "keys-file: good.jwks").toString())
        .contains("PrivateKeyJwt[keys=Inline");
    assertThat(inFolder("grants: device", "keys-file: secret.jwks").toString())
        .contains("clients[0].keys-file", "which holds a secret key");
    assertThat(inFolder("grants: device", "keys-file: good.jwks", SECRET).toString())
        .contains("proves itself in one way");
    assertThat(wrong("grants: device", "keys-uri: http://portal.example/keys"))
        .singleElement()
        .asString()
        .startsWith("clients[0].keys-uri");
    assertThat(read("grants: device", "keys-uri: https://portal.example/keys").authentication())
        .isEqualTo(
            new Client.Authentication.PrivateKeyJwt(
                new ClientKeys.Remote(URI.create("https://portal.example/keys"), Reach.PUBLIC)));
  }

  @Test
  void a_secret_may_have_a_last_day() throws IOException {
    assertThat(
            read("grants: device", SECRET, "secret-expires: 2027-01-31").authentication().expires())
        .isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
    assertThat(read("grants: device", SECRET).authentication().expires()).isEqualTo(Instant.MAX);
    Private.write(folder.resolve("last.secret"), "0123456789abcdef0123456789abcdef\n");
    assertThat(
            inFolder(
                    "grants: device",
                    "secret-file: last.secret",
                    "authentication: secret-jwt",
                    "secret-expires: 2027-01-31")
                .toString())
        .contains("expires=2027-01-31T00:00:00Z");
    assertThat(wrong("grants: device", SECRET, "secret-expires: soon"))
        .singleElement()
        .asString()
        .contains("should be a day");
    assertThat(wrong("grants: device", "public: true", "secret-expires: 2027-01-31"))
        .singleElement()
        .asString()
        .contains("has no effect without a secret");
  }

  @Test
  void a_client_may_be_held_to_one_way_of_sending_its_secret() throws IOException {
    assertThat(read("grants: device", SECRET, "authentication: secret-basic").authentication())
        .isEqualTo(
            new Client.Authentication.Secret(
                List.of(new SecretHash(HASH)), Client.Authentication.Sent.BASIC, Instant.MAX));
    assertThat(wrong("grants: device", SECRET, "authentication: secret-jwt"))
        .singleElement()
        .asString()
        .contains("needs the secret itself");
    Private.write(folder.resolve("jwt.secret"), "0123456789abcdef0123456789abcdef\n");
    assertThat(
            inFolder("grants: device", "secret-file: jwt.secret", "authentication: secret-jwt")
                .toString())
        .contains("SecretJwt[secret=***, expires=");
  }

  private Configurations.Result inFolder(String... settings) {
    return Configurations.read(client(settings), folder, Map.of()).result();
  }

  @Test
  void a_secret_shorter_than_32_characters_is_refused() throws IOException {
    Private.write(folder.resolve("short.secret"), "0123456789abcdef0123456789abcde\n");

    assertThat(
            Configurations.read(
                    client("grants: device", "secret-file: short.secret"), folder, Map.of())
                .result()
                .toString())
        .contains("clients[0].secret-file", "fewer than 32 characters")
        .doesNotContain("0123456789");
  }

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

  @Test
  void a_clients_algorithm_is_one_of_the_issuers() {
    assertThat(wrong("public: true", "grants: device", "algorithm: EdDSA"))
        .containsExactly(
            "clients[0].algorithm is none of the issuer's algorithms: there are ES256, RS256");
  }

  @Test
  void a_clients_scopes_are_patterns_of_the_issuers_profile() {
    assertThat(wrong("public: true", "grants: device", "scopes: [\"read:/**\"]"))
        .singleElement()
        .asString()
        .startsWith("clients[0].scopes[0] is not a scope pattern:");
  }

  @Test
  void a_client_without_scopes_is_limited_by_the_rules_alone() {
    assertThat(read("public: true", "grants: device").scopes()).isEmpty();
    assertThat(read("public: true", "grants: device").onRefused()).isEqualTo(Optional.empty());
  }
}
