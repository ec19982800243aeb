package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SubjectType;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.SecretHash;

class ClientsTest extends ReadingClients {
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
