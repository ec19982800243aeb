package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Preferences;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.SecretHash;
import org.symbolon.verify.TestDpop;

/** Authorization requests that clients push (RFC 9126), over HTTP. */
class PushedRequestTest {
  private static final String URN = "urn:ietf:params:oauth:request_uri:";

  private static TestGateway gateway;
  private TestBrowser program;
  private TestBrowser browser;
  private Instant began;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.clients.add(RequestingClients.client("web", Preferences.NONE));
    gateway.clients.add(RequestingClients.client("other", Preferences.NONE));
    gateway.clients.add(RequestingClients.client("pusher", RequestingClients.pushed()));
    gateway.clients.add(RequestingClients.signing("fapi", RequestingClients.fapi()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void asUsual() {
    began = gateway.clock.instant();
    program = gateway.browser();
    program.headers.clear();
    as("web", TestClients.SECRET);
    browser = gateway.browser();
  }

  @AfterEach
  void back() {
    gateway.clock.set(began);
  }

  @Test
  void a_pushed_request_leads_to_consent_and_a_code() {
    Answer pushed = push(RequestingClients.request("web"));
    assertThat(pushed.status()).isEqualTo(201);
    assertThat(pushed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(pushed.body()).contains("\"expires_in\":90");
    Answer done = approve(signIn(reference(pushed)));
    assertThat(done.next()).startsWith(RequestingClients.REDIRECT_URI + "?code=");
    assertThat(done.nextQuery()).containsEntry("state", "inside").containsKey("iss");
  }

  @Test
  void a_reference_is_long_and_kept_as_a_hash_only() {
    String reference = reference(push(RequestingClients.request("web")));
    assertThat(reference).matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
    assertThat(
            gateway
                .store
                .pushedRequests()
                .find(
                    gateway.lab.id(),
                    new ClientId("web"),
                    SecretHash.of(reference.substring(URN.length())),
                    gateway.clock.instant()))
        .hasValueSatisfying(
            kept ->
                assertThat(kept.parameters().values())
                    .doesNotContainKeys("client_secret", "client_assertion"));
  }

  @Test
  void a_proof_beside_the_pushed_request_binds_its_code_to_the_key() {
    TestDpop key = new TestDpop();
    String reference = reference(proving(key, RequestingClients.request("web")));
    assertThat(
            gateway
                .store
                .pushedRequests()
                .find(
                    gateway.lab.id(),
                    new ClientId("web"),
                    SecretHash.of(reference.substring(URN.length())),
                    gateway.clock.instant())
                .orElseThrow()
                .parameters()
                .one("dpop_jkt"))
        .contains(key.thumbprint());

    Map<String, String> another = RequestingClients.request("web");
    another.put("dpop_jkt", new TestDpop().thumbprint());
    Answer refused = proving(key, another);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("\"error\":\"invalid_dpop_proof\"");
  }

  @Test
  void several_resources_are_pushed_and_the_code_is_for_all_of_them() {
    String form = TestBrowser.encoded(RequestingClients.request("web"));
    String resources = "&resource=https%3A%2F%2Fdata.example&resource=https%3A%2F%2Fdata.example";
    Answer done =
        approve(signIn(reference(pushText(form + resources + "&audience=batch-1+batch-2"))));
    assertThat(
            gateway
                .store
                .codes()
                .find(SecretHash.of(done.nextValue("code")))
                .orElseThrow()
                .code()
                .audiences())
        .containsExactlyInAnyOrder("https://data.example", "batch-1", "batch-2");
    for (String bad :
        List.of(
            "https%3A%2F%2Felsewhere.example",
            "https%3A%2F%2Fdata.example%23part",
            "batch-1",
            "https%3A%2F%2Fdata.example+https%3A%2F%2Fdata.example")) {
      Answer refused = pushText(form + resources + "&resource=" + bad);
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.body()).contains("\"error\":\"invalid_target\"");
    }
  }

  private Answer pushText(String form) {
    return program.send(
        program
            .request("/oauth2/par")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private Answer proving(TestDpop key, Map<String, String> request) {
    program.headers.put(
        "DPoP", key.proof("POST", gateway.origin + "/oauth2/par", gateway.clock.instant()));
    Answer answer = push(request);
    program.headers.remove("DPoP");
    return answer;
  }

  @Test
  void what_stands_beside_the_reference_counts_for_nothing() {
    Map<String, String> beside = new LinkedHashMap<>();
    beside.put("state", "outside");
    beside.put("scope", "storage.read:/data/other");
    beside.put("redirect_uri", "https://evil.example/cb");
    beside.put("response_mode", "fragment");
    Answer consent = signIn(reference(push(RequestingClients.request("web"))), beside);
    assertThat(consent.body()).contains("Read files below /data/x").doesNotContain("/data/other");
    Answer done = approve(consent);
    assertThat(done.next()).startsWith(RequestingClients.REDIRECT_URI + "?");
    assertThat(done.nextQuery()).containsEntry("state", "inside");
  }

  @Test
  void a_reference_may_be_looked_at_twice_and_gives_one_answer() {
    String reference = reference(push(RequestingClients.request("web")));
    Answer first = signIn(reference);
    browser = gateway.browser();
    Answer second = signIn(reference);
    assertThat(approve(second).nextQuery()).containsKey("code");

    browser = gateway.browser();
    Answer third = authorize(reference, "web", Map.of());
    assertThat(third.status()).isEqualTo(400);
    assertThat(third.headers("Location")).isEmpty();
    assertThat(first.status()).isEqualTo(200);
  }

  @Test
  void of_two_browsers_with_one_reference_only_one_gets_a_code() {
    String reference = reference(push(RequestingClients.request("web")));
    TestBrowser one = browser;
    Answer first = signIn(reference);
    browser = gateway.browser();
    Answer second = signIn(reference);
    assertThat(approve(second).nextQuery()).containsKey("code");
    Answer late = one.submit(first, Map.of("decision", "approve"));
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.headers("Location")).isEmpty();
    assertThat(late.body()).contains("answered already");
  }

  @Test
  void a_person_who_refuses_has_answered_too() {
    String reference = reference(push(RequestingClients.request("web")));
    Answer refused = browser.submit(signIn(reference), Map.of("decision", "deny"));
    assertThat(refused.nextQuery()).containsEntry("error", "access_denied");
    assertThat(authorize(reference, "web", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void another_clients_reference_is_worth_nothing() {
    String reference = reference(push(RequestingClients.request("web")));
    Answer answer = authorize(reference, "other", Map.of());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers("Location")).isEmpty();
  }

  @Test
  void a_reference_expires_but_not_while_the_person_signs_in() {
    String late = reference(push(RequestingClients.request("web")));
    Answer consent = signIn(reference(push(RequestingClients.request("web"))));
    gateway.clock.set(began.plus(Duration.ofSeconds(90)));
    assertThat(authorize(late, "web", Map.of()).status()).isEqualTo(400);
    assertThat(approve(consent).nextQuery()).containsKey("code");
  }

  @Test
  void an_expired_reference_is_told_where_the_address_names_the_clients_own_redirect_uri() {
    Answer answer =
        authorize(
            URN + "nothing",
            "web",
            Map.of("redirect_uri", RequestingClients.REDIRECT_URI, "state", "s"));
    assertThat(answer.next()).startsWith(RequestingClients.REDIRECT_URI + "?");
    assertThat(answer.nextQuery())
        .containsEntry("error", "invalid_request_uri")
        .containsEntry("state", "s");
    assertThat(
            authorize(URN + "nothing", "web", Map.of("redirect_uri", "https://evil.example/cb"))
                .headers("Location"))
        .isEmpty();
  }

  @Test
  void a_request_is_checked_when_it_is_pushed_and_told_in_json() {
    Map<String, String> request = RequestingClients.request("web");
    request.put("redirect_uri", "https://evil.example/cb");
    refused(request, 400, "invalid_request");
    request = RequestingClients.request("web");
    request.put("response_type", "token");
    refused(request, 400, "unsupported_response_type");
    request = RequestingClients.request("web");
    request.put("scope", "storage.read:/a/../b");
    refused(request, 400, "invalid_scope");
    request = RequestingClients.request("web");
    request.put("resource", "https://elsewhere.example");
    refused(request, 400, "invalid_target");
    request = RequestingClients.request("web");
    request.remove("code_challenge");
    request.remove("code_challenge_method");
    refused(request, 400, "invalid_request");
    request = RequestingClients.request("web");
    request.put("code_challenge_method", "plain");
    refused(request, 400, "invalid_request");
  }

  @Test
  void a_reference_can_not_be_pushed() {
    Map<String, String> request = RequestingClients.request("web");
    request.put("request_uri", reference(push(RequestingClients.request("web"))));
    refused(request, 400, "invalid_request");
  }

  @Test
  void a_client_proves_itself_as_at_the_token_endpoint() {
    as("web", "wrong");
    refused(RequestingClients.request("web"), 401, "invalid_client");
    as("other", TestClients.SECRET);
    refused(RequestingClients.request("web"), 400, "invalid_request");
    program.headers.clear();
    refused(RequestingClients.request("web"), 401, "invalid_client");
    assertThat(program.get("/oauth2/par").status()).isEqualTo(405);
  }

  @Test
  void a_public_client_may_push_and_the_reference_is_still_its_own() {
    program.headers.clear();
    Map<String, String> request = RequestingClients.request("tool");
    request.put("redirect_uri", "http://127.0.0.1/cb");
    String reference = reference(push(request));
    assertThat(authorize(reference, "tool", Map.of()).next()).startsWith("/sign-in?");
    assertThat(authorize(reference, "web", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void a_client_that_must_push_gets_nothing_by_an_address() {
    as("pusher", TestClients.SECRET);
    Answer direct =
        browser.get(
            "/oauth2/authorize?" + TestBrowser.encoded(RequestingClients.request("pusher")));
    assertThat(direct.nextQuery()).containsEntry("error", "invalid_request");
    assertThat(direct.nextValue("error_description")).contains("pushed");
    assertThat(
            approve(
                    signIn(
                        reference(push(RequestingClients.request("pusher"))), "pusher", Map.of()))
                .nextQuery())
        .containsKey("code");
  }

  @Test
  void under_fapi_a_client_signs_for_itself_pushes_and_has_pkce() {
    program.headers.clear();
    Answer direct =
        browser.get("/oauth2/authorize?" + TestBrowser.encoded(RequestingClients.request("fapi")));
    assertThat(direct.nextQuery()).containsEntry("error", "invalid_request");

    Answer pushed = push(proved(RequestingClients.request("fapi")));
    assertThat(pushed.status()).isEqualTo(201);
    assertThat(approve(signIn(reference(pushed), "fapi", Map.of())).nextQuery())
        .containsKey("code");
    Map<String, String> without = RequestingClients.request("fapi");
    without.remove("code_challenge");
    without.remove("code_challenge_method");
    refused(proved(without), 400, "invalid_request");
  }

  @Test
  void a_reference_in_a_form_becomes_one_in_an_address() {
    String reference = reference(push(RequestingClients.request("web")));
    Answer answer =
        browser.post("/oauth2/authorize", Map.of("client_id", "web", "request_uri", reference));
    assertThat(browser.follow(answer).next()).startsWith("/sign-in?");
  }

  private Map<String, String> proved(Map<String, String> request) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", request.get("client_id"));
    claims.put("sub", request.get("client_id"));
    claims.put("aud", gateway.origin);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("exp", gateway.clock.instant().plusSeconds(60).getEpochSecond());
    request.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    request.put(
        "client_assertion",
        RequestingClients.signed(claims, RequestingClients.KEY, Optional.of("JWT")));
    return request;
  }

  private void refused(Map<String, String> request, int status, String error) {
    Answer answer = push(request);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
  }

  private void as(String client, String secret) {
    program.headers.put(
        "Authorization",
        "Basic "
            + Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8)));
  }

  private Answer push(Map<String, String> request) {
    return program.post("/oauth2/par", request);
  }

  private static String reference(Answer pushed) {
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    return pushed.body().replaceAll("(?s).*\"request_uri\":\"([^\"]*)\".*", "$1");
  }

  private Answer authorize(String reference, String client, Map<String, String> beside) {
    Map<String, String> query = new LinkedHashMap<>(beside);
    query.put("client_id", client);
    query.put("request_uri", reference);
    return browser.get("/oauth2/authorize?" + TestBrowser.encoded(query));
  }

  private Answer signIn(String reference) {
    return signIn(reference, Map.of());
  }

  private Answer signIn(String reference, Map<String, String> beside) {
    return signIn(reference, "web", beside);
  }

  private Answer signIn(String reference, String client, Map<String, String> beside) {
    Answer begun = authorize(reference, client, beside);
    return browser.follow(gateway.arrive(browser, browser.follow(begun), "ana"));
  }

  private Answer approve(Answer consent) {
    return browser.submit(consent, Map.of("decision", "approve"));
  }
}
