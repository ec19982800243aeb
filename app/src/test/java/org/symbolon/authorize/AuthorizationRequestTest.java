package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.authorize.AuthorizationRequest.AnswerError;
import org.symbolon.authorize.AuthorizationRequest.Proceed;
import org.symbolon.authorize.AuthorizationRequest.ShowError;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SubjectType;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.keys.InMemoryKeyStore;
import org.symbolon.keys.SigningKeys;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.Continuation;
import org.symbolon.login.ReplyTo;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.upstream.SignInRequest;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.OwnTokens;
import org.symbolon.web.TestClients;
import org.symbolon.web.TestIssuers;

/** Reading authorization requests, rule by rule. */
class AuthorizationRequestTest {
  /** Nothing here comes in one. */
  private static final RequestObjects OBJECTS =
      new RequestObjects(
          new KeySources(InstantSource.system()), new RequestUris(InstantSource.system()));

  private static final OwnTokens TOKENS =
      new OwnTokens(
          new SigningKeys(
              new InMemoryKeyStore(),
              TestMasterKey.fresh(),
              new SecureRandom(),
              InstantSource.system()));

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final TestClients clients = new TestClients();
  private final Map<String, List<String>> request = new LinkedHashMap<>();
  private Issuer.Pkce pkce = Issuer.Pkce.ALL;

  AuthorizationRequestTest() {
    clients.add(
        TestClients.client(
            "native",
            true,
            List.of(
                "http://127.0.0.1/cb",
                "http://[::1]:9/cb?x=1",
                "http://localhost",
                "https://app.example/cb"),
            OnRefused.FAIL));
    clients.add(
        TestClients.client("confidential", false, List.of("http://127.0.0.1/cb"), OnRefused.FAIL));
    set("response_type", "code");
    set("client_id", "native");
    set("redirect_uri", "http://127.0.0.1:4321/cb");
    set("scope", "storage.read:/data");
    set("state", "xyz");
    set("code_challenge", CHALLENGE);
    set("code_challenge_method", "S256");
  }

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
  void an_unknown_missing_or_repeated_client_is_never_redirected() {
    set("client_id", "nobody");
    assertThat(read()).isInstanceOf(ShowError.class);
    request.remove("client_id");
    assertThat(read()).isInstanceOf(ShowError.class);
    set("client_id", "native", "native");
    assertThat(read()).isInstanceOf(ShowError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://127.0.0.1:4321/cb/",
        "http://127.0.0.1:4321/CB",
        "http://127.0.0.1:4321/cb?x",
        "http://127.0.0.1:4321/cb#x",
        "http://127.0.0.1:4321",
        "https://127.0.0.1:4321/cb",
        "http://127.0.0.1:80@evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1@evil.example/cb",
        "http://evil.example/cb",
        "http://127.0.0.2/cb",
        "http://127.0.0.1:99999/cb",
        "http://127.0.0.1:-1/cb",
        "http://127.0.0.1:123456/cb",
        "http://127.0.0.1:4321\\@evil.example/cb",
        "http://127.0.0.1:4321/cb\r\nSet-Cookie: a=b",
        "http://127.0.0.1:4321/x/../cb",
        "http://127.0.0.1:4321/%63b",
        "HTTP://127.0.0.1:4321/cb",
        "//127.0.0.1/cb",
        "javascript:alert(1)",
        "http://[::1]/cb",
        "http://localhost.evil.example",
        "http://localhost/other",
        "https://app.example:444/cb",
        "https://app.example/cb/../evil",
        "https://app.example/cb?next=https://evil.example",
      })
  void a_redirect_uri_that_was_not_registered_is_never_redirected_to(String uri) {
    set("redirect_uri", uri);
    assertThat(read()).isInstanceOf(ShowError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/cb",
        "http://127.0.0.1:1/cb",
        "http://127.0.0.1:65535/cb",
        "http://[::1]:4321/cb?x=1",
        "http://[::1]/cb?x=1",
        "http://localhost",
        "http://localhost:8080",
        "https://app.example/cb",
      })
  void a_native_clients_loopback_redirect_may_have_any_port(String uri) {
    set("redirect_uri", uri);
    assertThat(proceeds().continuation().redirectUri()).isEqualTo(uri);
  }

  @Test
  void a_confidential_clients_port_is_not_free() {
    set("client_id", "confidential");
    assertThat(read()).isInstanceOf(ShowError.class);
    set("redirect_uri", "http://127.0.0.1/cb");
    assertThat(read()).isInstanceOf(Proceed.class);
  }

  @Test
  void a_repeated_redirect_uri_is_never_redirected_to() {
    set("redirect_uri", "http://127.0.0.1/cb", "http://127.0.0.1/cb");
    assertThat(read()).isInstanceOf(ShowError.class);
  }

  @Test
  void only_codes_are_issued() {
    for (String type : List.of("token", "id_token", "code token", "code id_token", "none")) {
      set("response_type", type);
      assertThat(error()).containsEntry("error", "unsupported_response_type");
    }
    request.remove("response_type");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void the_answer_goes_the_way_that_was_asked_for_and_by_the_query_when_none_was() {
    assertThat(proceeds().continuation().replyTo().mode()).isEqualTo(ResponseMode.QUERY);
    for (ResponseMode mode : ResponseMode.values()) {
      set("response_mode", mode.text());
      assertThat(proceeds().continuation().replyTo().mode()).isEqualTo(mode);
    }
    for (String mode : List.of("query.jwt", "QUERY", "web_message")) {
      set("response_mode", mode);
      assertThat(error()).containsEntry("error", "invalid_request");
    }
  }

  @Test
  void tokens_come_through_the_browser_only_where_the_operator_said_so() {
    set("nonce", "n-1");
    set("scope", "openid storage.read:/data");
    for (ResponseType type : ResponseType.values()) {
      set("response_type", type.text());
      if (type.isFrontChannel()) {
        assertThat(location()).as(type.text()).contains("#error=unsupported_response_type&");
        old("native", Set.of(type));
      }
      assertThat(proceeds().continuation().openId().responseType()).isEqualTo(type);
      assertThat(proceeds().continuation().replyTo().mode())
          .isEqualTo(type.isFrontChannel() ? ResponseMode.FRAGMENT : ResponseMode.QUERY);
      assertThat(proceeds().continuation().challenge().isPresent()).isEqualTo(type.hasCode());
    }
  }

  @Test
  void no_token_ever_stands_in_a_query() {
    old("native", Set.of(ResponseType.TOKEN));
    set("response_type", "token");
    set("response_mode", "query");
    assertThat(location()).startsWith("http://127.0.0.1:4321/cb#error=invalid_request&");
    set("response_mode", "form_post");
    assertThat(proceeds().continuation().replyTo().mode()).isEqualTo(ResponseMode.FORM_POST);
  }

  @Test
  void an_id_token_through_the_browser_needs_a_nonce_and_openid() {
    old("native", Set.of(ResponseType.ID_TOKEN, ResponseType.CODE_TOKEN));
    set("response_type", "id_token");
    set("scope", "openid");
    assertThat(location()).contains("#error=invalid_request&").contains("nonce");
    set("nonce", "n-1");
    proceeds();
    set("scope", "storage.read:/data");
    assertThat(location()).contains("#error=invalid_scope&");
    set("response_type", "code token");
    request.remove("nonce");
    proceeds();
  }

  @Test
  void a_client_whose_tokens_are_bound_gets_none_through_the_browser() {
    clients.add(
        TestClient.named("bound")
            .grants(GrantType.AUTHORIZATION_CODE)
            .redirectUris("https://bound.example/cb")
            .openId(
                new OpenIdOptions(
                    OpenIdOptions.DEFAULT.subjects(),
                    Optional.empty(),
                    Set.of(ResponseType.CODE, ResponseType.CODE_TOKEN)))
            .bound(true, false)
            .at(new IssuerId("lab")));
    set("client_id", "bound");
    set("redirect_uri", "https://bound.example/cb");
    set("response_type", "code token");
    assertThat(location()).contains("#error=unauthorized_client&");
    set("response_type", "code");
    proceeds();
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

  private void old(String id, Set<ResponseType> types) {
    Client usual = TestClients.client(id, true, List.of("http://127.0.0.1/cb"), OnRefused.FAIL);
    clients.add(
        TestClient.like(usual)
            .openId(new OpenIdOptions(new SubjectType.Public(), Optional.empty(), types))
            .at(usual.issuer()));
  }

  @Test
  void errors_too_go_the_way_that_was_asked_for() {
    set("response_type", "token");
    set("response_mode", "fragment");
    assertThat(location())
        .startsWith("http://127.0.0.1:4321/cb#error=unsupported_response_type&")
        .endsWith("&state=xyz&iss=https%3A%2F%2Flab.example");
    set("response_mode", "form_post");
    AuthorizationAnswer posted = ((AnswerError) read()).answer();
    assertThat(posted.location()).isEqualTo("http://127.0.0.1:4321/cb");
    assertThat(posted.parameters())
        .containsEntry("error", "unsupported_response_type")
        .containsEntry("state", "xyz")
        .containsEntry("iss", "https://lab.example");
  }

  @Test
  void no_form_is_posted_to_a_native_clients_own_scheme() {
    clients.add(TestClients.client("app", true, List.of("org.example.app:/cb"), OnRefused.FAIL));
    set("client_id", "app");
    set("redirect_uri", "org.example.app:/cb");
    set("response_mode", "form_post");
    assertThat(location()).startsWith("org.example.app:/cb?error=invalid_request&");
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
  void pkce_is_required_of_everyone_by_default() {
    for (String client : List.of("native", "confidential")) {
      set("client_id", client);
      set("redirect_uri", "http://127.0.0.1/cb");
      set("nonce", "n");
      set("scope", "openid");
      request.remove("code_challenge");
      request.remove("code_challenge_method");
      assertThat(error())
          .containsEntry("error", "invalid_request")
          .extractingByKey("error_description")
          .asString()
          .contains("PKCE");
    }
  }

  @Test
  void plain_is_refused_also_where_it_is_implied() {
    set("code_challenge_method", "plain");
    assertThat(error()).containsEntry("error", "invalid_request");
    request.remove("code_challenge_method");
    assertThat(error()).containsEntry("error", "invalid_request");
    set("code_challenge_method", "s256");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMx",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\n",
      })
  void a_challenge_is_a_sha256_in_base64url(String challenge) {
    set("code_challenge", challenge);
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void a_method_without_a_challenge_is_refused() {
    pkce = Issuer.Pkce.PUBLIC;
    confidentialWithNonce();
    set("code_challenge_method", "S256");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void where_the_issuer_allows_it_a_confidential_openid_client_may_rely_on_nonce() {
    pkce = Issuer.Pkce.PUBLIC;
    confidentialWithNonce();
    assertThat(proceeds().continuation().challenge()).isEmpty();
    request.remove("nonce");
    assertThat(error()).containsEntry("error", "invalid_request");
    set("nonce", "n");
    set("scope", "storage.read:/data");
    assertThat(error()).containsEntry("error", "invalid_request");
    set("client_id", "native");
    set("scope", "openid");
    assertThat(error()).containsEntry("error", "invalid_request");
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

  @Test
  void a_state_goes_back_as_it_came_and_can_not_break_out_of_the_address() {
    set("state", "a&error=none#x=%0d%0a \"'<>");
    set("response_type", "none");
    assertThat(error()).containsEntry("state", "a&error=none#x=%0d%0a \"'<>");
    assertThat(location()).doesNotContain("\"", "<", " ", "#");
  }

  @Test
  void a_state_that_is_too_long_or_not_printable_is_refused_and_not_sent_back() {
    for (String state : List.of("x".repeat(5000), "a\r\nSet-Cookie: x=y", "\u00e4", "\u0000")) {
      set("state", state);
      assertThat(error()).containsEntry("error", "invalid_request").doesNotContainKey("state");
    }
    set("state", "a", "b");
    assertThat(error()).containsEntry("error", "invalid_request").doesNotContainKey("state");
    set("state", "ok");
    set("nonce", "\u0007");
    assertThat(error()).containsEntry("error", "invalid_request").containsEntry("state", "ok");
  }

  @Test
  void every_error_names_the_issuer() {
    set("response_type", "token");
    assertThat(error()).containsEntry("iss", "https://lab.example").containsEntry("state", "xyz");
    request.remove("state");
    assertThat(error()).doesNotContainKey("state");
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

  private void confidentialWithNonce() {
    set("client_id", "confidential");
    set("redirect_uri", "http://127.0.0.1/cb");
    set("scope", "openid");
    set("nonce", "n");
    request.remove("code_challenge");
    request.remove("code_challenge_method");
  }

  private void set(String name, String... values) {
    request.put(name, new ArrayList<>(List.of(values)));
  }

  private AuthorizationRequest read() {
    Issuer issuer = TestIssuers.issuer("lab", "https://lab.example", pkce, List.of());
    Unasked unasked = new Unasked();
    return new AuthorizationFlow(
            issuer,
            RequestSettings.DEFAULT,
            new AuthorizationPorts(
                clients, unasked, unasked, OBJECTS, new Subjects(new byte[32]), TOKENS),
            new ConsentQuestion(issuer, unasked),
            wish -> {
              throw new AssertionError();
            },
            new RandomText(new SecureRandom()),
            InstantSource.system())
        .read(new Parameters(request));
  }

  private Proceed proceeds() {
    AuthorizationRequest read = read();
    assertThat(read).isInstanceOf(Proceed.class);
    return (Proceed) read;
  }

  private String location() {
    AuthorizationRequest read = read();
    assertThat(read).as(request.toString()).isInstanceOf(AnswerError.class);
    return ((AnswerError) read).answer().location();
  }

  private Map<String, String> error() {
    Map<String, String> values = new LinkedHashMap<>();
    String location = location();
    assertThat(location).startsWith("http://127.0.0.1");
    // Behind the address where tokens were asked for, in its query otherwise.
    URI uri = URI.create(location);
    String answer = Optional.ofNullable(uri.getRawFragment()).orElseGet(uri::getRawQuery);
    for (String pair : answer.split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    assertThat(values.get("error_description")).isNotBlank();
    return values;
  }
}
