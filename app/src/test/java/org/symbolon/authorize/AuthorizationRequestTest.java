package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.authorize.AuthorizationRequest.Proceed;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.login.Continuation;
import org.symbolon.login.ReplyTo;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.upstream.SignInRequest;
import org.symbolon.web.TestClients;

/** Reading authorization requests, rule by rule. */
class AuthorizationRequestTest extends RequestReading {
  @Test
  void a_whole_request_proceeds() {
    set("nonce", "n-1");
    set("scope", "openid storage.read:/data offline_access");
    assertThat(proceeds().continuation())
        .isEqualTo(
            new Continuation.Authorize(
                new ClientId("native"),
                new ReplyTo("http://127.0.0.1:4321/cb", ResponseMode.QUERY, Optional.of("xyz")),
                Optional.of("n-1"),
                Optional.of(CHALLENGE),
                "openid storage.read:/data offline_access",
                List.of("https://data.example"),
                SignInRequest.NONE));
  }

  @Test
  void claims_are_taken_only_with_openid() {
    set("claims", "{\"userinfo\": {\"name\": null}}");
    assertThat(proceeds().continuation().openId().asked().isEmpty()).isTrue();
    set("scope", "openid");
    assertThat(proceeds().continuation().openId().asked().userinfo()).containsExactly("name");
    set("claims", "no JSON");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void an_essential_acr_reaches_the_institution() {
    set("scope", "openid");
    set("claims", "{\"id_token\": {\"acr\": {\"essential\": true, \"values\": [\"mfa\"]}}}");
    assertThat(proceeds().continuation().signIn().acrValues()).contains("mfa");
    assertThat(proceeds().continuation().openId().acr()).containsExactly("mfa");
  }

  @Test
  void a_client_without_the_grant_gets_no_code() {
    Client usual =
        TestClients.client("native", true, List.of("http://127.0.0.1/cb"), OnRefused.FAIL);
    clients.add(TestClient.like(usual).grants(GrantType.DEVICE_CODE).at(usual.issuer()));
    assertThat(error()).containsEntry("error", "unauthorized_client");
  }

  @Test
  void hints_and_unknown_parameters_stop_no_request() {
    set("claims", "{\"id_token\":{}}");
    set("display", "touch");
    set("ui_locales", "de");
    set("login_hint", "ana");
    set("acr_values", "x");
    set("anything", "a", "b");
    assertThat(read()).isInstanceOf(Proceed.class);
  }

  @Test
  void a_malformed_scope_is_refused_before_anyone_signs_in() {
    for (String scope : List.of("storage.read", "storage.read:/a/../b", "a  b", "storage.read:x")) {
      set("scope", scope);
      assertThat(error()).containsEntry("error", "invalid_scope");
    }
  }

  @Test
  void audiences_are_checked_before_anyone_signs_in() {
    set("audience", "batch-1 batch-2", "batch-3");
    set("resource", "https://data.example");
    assertThat(proceeds().continuation().audiences())
        .containsExactly("batch-1", "batch-2", "batch-3", "https://data.example");
    set("audience", "https://elsewhere.example");
    assertThat(error()).containsEntry("error", "invalid_target");
    set("audience", "batch-1");
    set("resource", "not a uri");
    assertThat(error()).containsEntry("error", "invalid_target");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response_type",
        "scope",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "response_mode",
        "prompt",
        "max_age"
      })
  void each_parameter_may_be_given_once_only(String name) {
    set(name, "a", "a");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope", "nonce", "audience", "resource", "prompt", "state"})
  void oversized_parameters_are_refused(String name) {
    set(name, "x".repeat(20_000));
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void prompt_and_max_age_say_how_fresh_the_sign_in_must_be() {
    assertThat(proceeds().freshness())
        .isEqualTo(new Freshness(Freshness.Interaction.ALLOWED, SignInRequest.NONE));
    set("prompt", "login consent");
    set("max_age", "3600");
    assertThat(proceeds().freshness())
        .isEqualTo(
            new Freshness(
                Freshness.Interaction.ALLOWED,
                new SignInRequest(
                    true,
                    false,
                    Optional.of(Duration.ofHours(1)),
                    Optional.empty(),
                    Optional.empty(),
                    true)));
    set("prompt", "select_account");
    assertThat(proceeds().freshness().signIn().chooseAccount()).isTrue();
    set("prompt", "none");
    assertThat(proceeds().freshness().interaction()).isEqualTo(Freshness.Interaction.NONE);
    for (String prompt : List.of("none login", "create", "NONE")) {
      set("prompt", prompt);
      assertThat(error()).containsEntry("error", "invalid_request");
    }
    request.remove("prompt");
    for (String age : List.of("-1", "1.5", "x", "9999999999")) {
      set("max_age", age);
      assertThat(error()).containsEntry("error", "invalid_request");
    }
  }

  @Test
  void hints_go_on_to_the_institution_unless_no_institution_could_take_them() {
    set("login_hint", "ana@campus.example");
    set("acr_values", "https://refeds.org/profile/mfa");
    SignInRequest told = proceeds().continuation().signIn();
    assertThat(told.loginHint()).contains("ana@campus.example");
    assertThat(told.acrValues()).contains("https://refeds.org/profile/mfa");
    set("login_hint", "x".repeat(300));
    set("acr_values", "a\nb");
    assertThat(proceeds().continuation().signIn()).isEqualTo(SignInRequest.NONE);
    set("login_hint", "a", "b");
    assertThat(error()).containsEntry("error", "invalid_request");
  }
}
