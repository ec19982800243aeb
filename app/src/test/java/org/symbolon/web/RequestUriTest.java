package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.Preferences;
import org.symbolon.fetch.Reach;

/** Request objects that are fetched (OpenID Connect Core §6.2), and those that are pushed. */
class RequestUriTest {
  private static TestGateway gateway;

  private final MockWebServer site = new MockWebServer();
  private TestBrowser browser;
  private Instant began;

  @BeforeAll
  static void start() {
    Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.WARNING);
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void open() throws IOException {
    site.start(InetAddress.getLoopbackAddress(), 0);
    browser = gateway.browser();
    began = gateway.clock.instant();
  }

  @AfterEach
  void close() {
    gateway.clock.set(began);
    site.close();
  }

  @Test
  void an_object_is_fetched_from_where_its_client_has_registered() {
    String uri = registered("fetched", "/request.jwt");
    says(object("fetched"));
    Answer begun = ask("fetched", uri);
    assertThat(begun.next()).startsWith("/sign-in?");
    Answer consent = browser.follow(gateway.arrive(browser, browser.follow(begun), "ana"));
    assertThat(browser.submit(consent, Map.of("decision", "approve")).nextQuery())
        .containsKey("code")
        .containsEntry("state", "inside");
  }

  @Test
  void an_address_is_not_asked_again_at_once_whoever_wants_it() {
    String uri = registered("often", "/request.jwt");
    says(object("often"));
    assertThat(ask("often", uri).next()).startsWith("/sign-in?");
    assertThat(ask("often", uri + "#another-version").next()).startsWith("/sign-in?");
    assertThat(site.getRequestCount()).isEqualTo(1);
    gateway.clock.set(began.plusSeconds(11));
    site.enqueue(new MockResponse.Builder().code(404).build());
    refused("often", uri);
    assertThat(site.getRequestCount()).isEqualTo(2);
  }

  @Test
  void no_other_address_is_asked() {
    String uri = registered("exact", "/request.jwt");
    refused("exact", uri + "?x=1");
    refused("exact", uri + "/");
    refused("exact", uri.replace("127.0.0.1", "localhost"));
    refused("exact", "file:///etc/passwd");
    refused("exact", "urn:somebody:else");
    refused("exact", "no address at all");
    gateway.clients.add(
        RequestingClients.client("without", RequestingClients.signs(false, Optional.empty())));
    refused("without", uri);
    assertThat(site.getRequestCount()).isZero();
  }

  @Test
  void a_redirect_is_not_followed() {
    String uri = registered("redirected", "/request.jwt");
    site.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", site.url("/elsewhere").toString())
            .build());
    says(object("redirected"));
    refused("redirected", uri);
    assertThat(site.getRequestCount()).isEqualTo(1);
  }

  @Test
  void a_private_address_is_not_asked_for_a_client_that_may_not_have_one() {
    String uri = "http://127.0.0.1:" + site.getPort() + "/request.jwt";
    Client loopback =
        RequestingClients.client("public", RequestingClients.signs(false, Optional.empty(), uri));
    gateway.clients.add(
        RequestingClients.client("public", reaching(loopback.preferences(), Reach.PUBLIC)));
    refused("public", uri);
    gateway.clients.add(
        RequestingClients.client("site", reaching(loopback.preferences(), Reach.SITE)));
    refused("site", uri);
    assertThat(site.getRequestCount()).isZero();
  }

  @Test
  void what_is_too_long_or_no_object_is_refused() {
    String uri = registered("long", "/long.jwt");
    says("x".repeat(70_000));
    refused("long", uri);
    uri = registered("wrong", "/wrong.jwt");
    says("<html>sorry</html>");
    assertThat(ask("wrong", uri).nextQuery()).containsEntry("error", "invalid_request_object");
  }

  @Test
  void a_site_that_is_down_is_told_and_nothing_of_it_shown() {
    String uri = registered("down", "/request.jwt");
    site.close();
    Answer answer = ask("down", uri);
    assertThat(answer.nextQuery()).containsEntry("error", "invalid_request_uri");
    assertThat(answer.nextValue("error_description")).doesNotContain("127.0.0.1", "refused");
  }

  @Test
  void a_fetched_object_is_checked_like_any_other() {
    String uri = registered("forged", "/request.jwt");
    says(
        RequestingClients.signed(
            RequestingClients.claims("forged", gateway.origin),
            RequestingClients.OTHER_KEY,
            Optional.empty()));
    assertThat(ask("forged", uri).nextQuery()).containsEntry("error", "invalid_request_object");
  }

  @Test
  void an_object_may_be_pushed_and_must_be_good_then() {
    gateway.clients.add(
        RequestingClients.client("pushed", RequestingClients.signs(true, Optional.empty())));
    Answer pushed = push("pushed", Map.of("request", object("pushed")));
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    String reference = pushed.body().replaceAll("(?s).*\"request_uri\":\"([^\"]*)\".*", "$1");
    assertThat(ask("pushed", reference).next()).startsWith("/sign-in?");

    Map<String, Object> late = RequestingClients.claims("pushed", gateway.origin);
    late.put("exp", began.getEpochSecond() - 60);
    Answer refused = push("pushed", Map.of("request", RequestingClients.signed(late)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("invalid_request_object");
    Answer plain = push("pushed", RequestingClients.request("pushed"));
    assertThat(plain.status()).isEqualTo(400);
    assertThat(plain.body()).contains("must be signed");
    Answer others = push("pushed", Map.of("request", object("somebody")));
    assertThat(others.body()).contains("invalid_request_object");
  }

  @Test
  void strangers_fill_no_store_with_what_they_push() {
    gateway.clients.add(
        RequestingClients.client("pushes", RequestingClients.signs(false, Optional.empty())));
    Map<String, String> form = RequestingClients.request("pushes");
    form.put("unknown-1", "x".repeat(12_000));
    assertThat(push("pushes", form).status()).isEqualTo(201);
    form.put("unknown-2", "x".repeat(5_000));
    Answer refused = push("pushes", form);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("invalid_request", "16384 characters");
    Map<String, String> names = RequestingClients.request("pushes");
    names.put("n".repeat(17_000), "");
    assertThat(push("pushes", names).status()).isEqualTo(400);
  }

  private String registered(String client, String path) {
    String uri = "http://127.0.0.1:" + site.getPort() + path;
    gateway.clients.add(
        RequestingClients.client(client, RequestingClients.signs(false, Optional.empty(), uri)));
    return uri;
  }

  private static Preferences reaching(Preferences like, Reach reach) {
    return new Preferences(
        like.links(),
        like.requests(),
        like.logout(),
        like.keys(),
        like.idTokenAlgorithm(),
        like.assertionAlgorithm(),
        like.dpopBound(),
        like.certificateBound(),
        reach,
        like.profile());
  }

  private void says(String body) {
    site.enqueue(new MockResponse.Builder().body(body).build());
  }

  private static String object(String client) {
    return RequestingClients.signed(RequestingClients.claims(client, gateway.origin));
  }

  private Answer push(String client, Map<String, String> form) {
    TestBrowser program = gateway.browser();
    program.headers.clear();
    program.headers.put(
        "Authorization",
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (client + ":" + TestClients.SECRET).getBytes(StandardCharsets.UTF_8)));
    return program.post("/oauth2/par", form);
  }

  private Answer ask(String client, String uri) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", client);
    query.put("request_uri", uri);
    query.put("response_type", "code");
    query.put("redirect_uri", RequestingClients.REDIRECT_URI);
    return browser.get("/oauth2/authorize?" + TestBrowser.encoded(query));
  }

  private void refused(String client, String uri) {
    assertThat(ask(client, uri).nextQuery()).containsEntry("error", "invalid_request_uri");
  }
}
