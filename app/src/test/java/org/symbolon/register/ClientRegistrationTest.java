package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.client.Client;
import org.symbolon.client.RegisteredClient;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretText;
import org.symbolon.register.RegistrationSettings.Mode;

/** What a client may say of itself, and what it never gets by saying so. */
class ClientRegistrationTest {
  private final RegistrationSite site = new RegistrationSite(Mode.OPEN);
  private final Map<Integer, Map<String, Object>> several = new HashMap<>();

  @Test
  void no_request_sets_a_privilege_and_what_is_not_known_is_not_echoed() {
    Map<String, Object> answer =
        register(
            """
            {"redirect_uris":["https://app.example/cb"],"introspect":true,"serves":["x"],
             "audiences":["y"],"always_refresh":true,"lifetimes":{"access-token":"10d"},
             "client_id":"lab-portal","client_secret":"mine","audience":"*","owner":"root"}
            """);
    assertThat(answer)
        .containsOnlyKeys(
            "client_id",
            "client_secret",
            "client_secret_expires_at",
            "registration_access_token",
            "registration_client_uri",
            "client_name",
            "redirect_uris",
            "grant_types",
            "scope");
    assertThat(answer.get("client_id")).isNotEqualTo("lab-portal");
    assertThat(answer.get("client_secret")).isNotEqualTo("mine");
    Client client = find(answer);
    assertThat(client.introspects()).isFalse();
    assertThat(client.serves()).isEmpty();
    assertThat(client.audiences()).isEmpty();
    assertThat(client.alwaysRefresh()).isFalse();
    assertThat(client.overrides()).isEqualTo(Client.Overrides.NONE);
    assertThat(client.scopes())
        .as("an empty list would mean whatever the rules give")
        .containsExactly("openid", "storage.read:/data/**");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'grant_types':['client_credentials']}",
        "{'grant_types':['urn:ietf:params:oauth:grant-type:token-exchange']}",
        "{'grant_types':['urn:ietf:params:oauth:grant-type:jwt-bearer']}",
        "{'grant_types':['password']}",
        "{'grant_types':['implicit']}",
        "{'grant_types':['refresh_token']}",
        "{'grant_types':[]}",
        "{'grant_types':'authorization_code'}",
        "{'redirect_uris':['https://a.example/'],'response_types':['token']}",
        "{'redirect_uris':['https://a.example/'],'scope':'storage.modify:/ admin'}",
        "{'redirect_uris':['https://a.example/'],'scope':''}",
        "{'redirect_uris':['https://a.example/'],'scope':['openid']}",
        "{'redirect_uris':['https://a.example/'],'scope':'storage.read:/'}",
        "{'redirect_uris':['https://a.example/'],'application_type':'root'}",
        "{'redirect_uris':['https://a.example/'],'token_endpoint_auth_method':'private_key_jwt'}",
        "{'redirect_uris':['https://a.example/'],'client_name':7}",
        "{'redirect_uris':['https://a.example/'],'client_name':'a\\u202eb'}",
        "{'redirect_uris':['https://a.example/'],'client_name':'lab-portal'}",
        "{'redirect_uris':['https://a.example/'],'client_name':' LAB Portal'}",
        "{'redirect_uris':['https://a.example/'],'client_name':'Other','client_name#de':'Lab-Portal.'}",
        "{'redirect_uris':['https://a.example/'],'client_name':'Lab P\u043ertal'}",
        "{'redirect_uris':['https://a.example/'],'client_name':'!!'}",
        "{'redirect_uris':['https://a.example/'],'client_name':'a','client_name':'b'}",
        "[]",
        "{",
        "",
      })
  void metadata_of_a_wrong_type_or_value_are_refused(String body) {
    refused(body, ErrorCode.INVALID_CLIENT_METADATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/cb",
        "https://app.example/cb#x",
        "https://*.example/cb",
        "https://user@app.example/cb",
        "https://app.example;script-src/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "myapp:/cb",
        "/cb",
        "",
      })
  void a_redirect_uri_follows_the_rules_of_configured_ones(String uri) {
    refused("{'redirect_uris':['" + uri + "']}", ErrorCode.INVALID_REDIRECT_URI);
  }

  @Test
  void a_client_for_codes_needs_a_redirect_uri() {
    refused("{}", ErrorCode.INVALID_REDIRECT_URI);
  }

  @Test
  void pages_see_that_nobody_verified_it_and_since_when() {
    Map<String, Object> answer =
        register("{'client_name':'Nice','redirect_uris':['https://a.example/']}");
    assertThat(answer).containsEntry("client_name", "Nice");
    assertThat(find(answer).name()).isEqualTo("Nice (not verified: registered itself today)");
    RegisteredClient stored =
        site.store
            .registrations()
            .find(site.issuer.id(), RegistrationSite.id(answer), site.database.clock().instant())
            .orElseThrow();
    assertThat(
            stored
                .client(
                    site.database.clock().instant().plus(Duration.ofDays(3)),
                    ClientRegistration.terms(site.issuer, site.settings),
                    (client, secret) -> new SecretText("not asked for"))
                .name())
        .isEqualTo("Nice (not verified: registered itself 3 days ago)");
  }

  @Test
  void a_public_client_has_no_secret() {
    Map<String, Object> answer =
        register("{'redirect_uris':['http://127.0.0.1/'],'token_endpoint_auth_method':'none'}");
    assertThat(answer)
        .doesNotContainKeys("client_secret", "client_secret_expires_at")
        .containsEntry("token_endpoint_auth_method", "none");
    assertThat(find(answer).isPublic()).isTrue();
  }

  @Test
  void an_address_that_registers_too_often_waits() {
    String body = "{'redirect_uris':['https://a.example/']}";
    for (int i = 0; i < 50; i++) {
      register(body);
    }
    assertThatThrownBy(() -> register(body))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(refused.error().retryAfter()).isPresent();
            });
  }

  @Test
  void a_client_that_updates_itself_too_often_waits_from_wherever_it_asks() {
    Map<String, Object> answer = register("{'redirect_uris':['https://a.example/']}");
    String id = String.valueOf(answer.get("client_id"));
    Optional<String> token = Optional.of(String.valueOf(answer.get("registration_access_token")));
    // Refused for what it says, which would be after the address it names was fetched.
    byte[] body = RegistrationSite.bytes("{'redirect_uris':['https://a.example/']}");
    for (int i = 0; i < 20; i++) {
      String address = site.caller + i;
      RegistrationSite.assertRefused(
          () -> site.registration.update(token, id, body, address), ErrorCode.INVALID_REQUEST);
    }
    RegistrationSite.assertRefused(
        () -> site.registration.update(token, id, body, site.caller), ErrorCode.TOO_MANY_REQUESTS);
    assertThat(site.registration.read(token, id, site.caller)).containsEntry("client_id", id);
  }

  @Test
  void an_address_that_updates_many_clients_too_often_waits() {
    byte[] body = RegistrationSite.bytes("{'redirect_uris':['https://a.example/']}");
    for (int i = 0; i < 50; i++) {
      update(i / 20, body, ErrorCode.INVALID_REQUEST);
    }
    update(3, body, ErrorCode.TOO_MANY_REQUESTS);
  }

  private void update(int client, byte[] body, ErrorCode expected) {
    Map<String, Object> answer =
        several.computeIfAbsent(
            client, number -> register("{'redirect_uris':['https://a.example/']}"));
    RegistrationSite.assertRefused(
        () ->
            site.registration.update(
                Optional.of(String.valueOf(answer.get("registration_access_token"))),
                String.valueOf(answer.get("client_id")),
                body,
                site.caller),
        expected);
  }

  @Test
  void an_update_names_its_client_and_sets_nothing_that_is_the_servers() {
    Map<String, Object> answer = register("{'redirect_uris':['https://a.example/']}");
    String id = String.valueOf(answer.get("client_id"));
    Optional<String> token = Optional.of(String.valueOf(answer.get("registration_access_token")));
    for (String body :
        List.of(
            "{'redirect_uris':['https://b.example/']}",
            "{'client_id':'other','redirect_uris':['https://b.example/']}",
            "{'client_id':'%s','client_secret':'chosen','redirect_uris':['https://b.example/']}",
            "{'client_id':'%s','registration_access_token':'x','redirect_uris':[]}")) {
      assertThatThrownBy(
              () ->
                  site.registration.update(
                      token, id, RegistrationSite.bytes(body.replace("%s", id)), site.caller))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              refused -> assertThat(refused.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
    assertThat(find(answer).redirectUris()).containsExactly("https://a.example/");
  }

  private Client find(Map<String, Object> answer) {
    return site.find(answer);
  }

  private void refused(String body, ErrorCode code) {
    site.refused(body, code);
  }

  private Map<String, Object> register(String body) {
    return site.register(body);
  }
}
