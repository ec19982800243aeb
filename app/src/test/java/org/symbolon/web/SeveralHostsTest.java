package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Issuer;

/** Several issuers with hosts of their own, and what https changes. */
class SeveralHostsTest {
  private static TestGateway gateway;
  private static Issuer https;
  private static WebServer server;
  private static int port;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    port = TestGateway.freePort();
    https = TestIssuers.issuer("secure", "https://secure.example");
    List<IssuerSite> sites =
        List.of(
            site(TestIssuers.issuer("one", "http://127.0.0.1:" + port)),
            site(TestIssuers.issuer("two", "http://localhost:" + port)),
            site(https));
    server =
        WebServer.start(
            new WebSettings(
                new Address("127.0.0.1", port),
                Optional.empty(),
                List.of(Network.parse("127.0.0.1").orElseThrow()),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(5)),
            sites,
            new Operations(
                () -> new Operations.Health(true, "{}"),
                () -> new Operations.Health(true, "{}"),
                () -> ""),
            new WebServer.Shared(
                gateway.masterKey, gateway.random, gateway.rates(), gateway.clock));
  }

  @AfterAll
  static void stop() {
    server.close();
    gateway.close();
  }

  @Test
  void the_host_chooses_the_issuer() {
    assertThat(new TestBrowser("http://127.0.0.1:" + port).get("/").body())
        .contains("Laboratory one");
    assertThat(new TestBrowser("http://localhost:" + port).get("/").body())
        .contains("Laboratory two");
    assertThat(secure().get("/").body()).contains("Laboratory secure");
  }

  @Test
  void an_unknown_host_has_no_issuer() {
    TestBrowser browser = new TestBrowser("http://127.0.0.1:" + port);
    browser.headers.put("X-Forwarded-Host", "evil.example");
    assertThat(browser.get("/").status()).isEqualTo(404);
    assertThat(browser.get("/.well-known/openid-configuration").status()).isEqualTo(404);
    assertThat(browser.get("/healthz").status()).isEqualTo(200);
  }

  @Test
  void over_https_cookies_are_secure_and_bound_to_the_host() {
    Answer page = secure().get("/device");
    assertThat(page.headers("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("__Host-symbolon-browser-secure=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure")
        .doesNotContain("Domain");
    assertThat(page.header("Strict-Transport-Security")).startsWith("max-age=");
    assertThat(
            new TestBrowser("http://127.0.0.1:" + port)
                .get("/")
                .headers("Strict-Transport-Security"))
        .isEmpty();
  }

  @Test
  void a_whole_sign_in_works_behind_a_proxy_that_ends_tls() {
    TestBrowser browser = secure();
    String started =
        browser
            .post(
                "/oauth2/device_authorization",
                Map.of("client_id", "tool", "scope", "storage.read:/data"))
            .body();
    assertThat(started).contains("https://secure.example/device?user_code=");
    String code = started.replaceAll(".*\"user_code\":\"([^\"]*)\".*", "$1");
    Answer entered = browser.submit(browser.get("/device"), Map.of("user_code", code));
    Answer departure = browser.follow(entered);
    assertThat(departure.next()).contains("redirect_uri=https://secure.example/login/callback");
    Answer confirm = browser.follow(gateway.arrive(browser, departure, "sven"));
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).body()).contains("Approved");
    assertThat(browser.cookies).containsKey("__Host-symbolon-session-secure");
  }

  private static TestBrowser secure() {
    TestBrowser browser = new TestBrowser("http://127.0.0.1:" + port);
    browser.headers.put("X-Forwarded-Host", "secure.example");
    return browser;
  }

  private static IssuerSite site(Issuer issuer) {
    return gateway.site(issuer, List.of(gateway.institution()));
  }
}
