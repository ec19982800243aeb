package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job from outside: the demo over HTTP, its pages in a real browser. */
class DemoEndToEndTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static RunningDemo demo;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    demo = new RunningDemo(directory);
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  static void stop() throws Exception {
    if (demo != null) {
      demo.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void a_device_code_approved_in_the_browser_gives_a_token_with_what_the_file_system_allows()
      throws Exception {
    JsonNode device =
        post(
            "/oauth2/device_authorization",
            Map.of(
                "client_id",
                "lab-cli",
                "scope",
                "openid offline_access storage.read:/project1/results storage.modify:/home/bob"));
    approve(device.get("verification_uri_complete").asText(), "alice");

    JsonNode token = poll(device);

    assertThat(token.get("scope").asText())
        .isEqualTo("openid offline_access storage.read:/project1/results");
    JWTClaimsSet claims = verified(token.get("access_token").asText());
    assertThat(claims.getSubject()).isEqualTo("alice");
    assertThat(claims.getIssuer()).isEqualTo(demo.address());
    assertThat(claims.getAudience()).containsExactly("https://storage.lab.example");
    assertThat(claims.getStringClaim("wlcg.ver")).isEqualTo("1.0");
    assertThat(claims.getStringClaim("scope"))
        .isEqualTo("openid offline_access storage.read:/project1/results");
    assertThat(verified(token.get("id_token").asText()).getAudience()).containsExactly("lab-cli");

    JsonNode refreshed =
        post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                "lab-cli",
                "refresh_token",
                token.get("refresh_token").asText(),
                "scope",
                "storage.read:/project1/results/deep"));
    assertThat(refreshed.get("scope").asText()).isEqualTo("storage.read:/project1/results/deep");
    assertThat(refreshed.get("refresh_token").asText())
        .isNotEqualTo(token.get("refresh_token").asText());
  }

  @Test
  void a_person_without_the_rights_is_told_which_permissions_are_missing() throws Exception {
    JsonNode device =
        post(
            "/oauth2/device_authorization",
            Map.of("client_id", "lab-cli", "scope", "storage.read:/project1/results"));
    try (BrowserContext context = chromium.phone(ColorScheme.DARK)) {
      Page page = enterCode(context, device.get("verification_uri_complete").asText(), "bob");
      shot(page, "device-nothing-left");
      assertThat(page.content()).contains("project1");
    }
  }

  @Test
  void a_code_from_the_browser_is_redeemed_with_pkce() throws Exception {
    String verifier = "a-verifier-of-at-least-forty-three-characters-0123";
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    String redirect = "http://127.0.0.1:" + demo.deadPort() + "/callback";
    String location;
    try (BrowserContext context = chromium.desktop(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(
          demo.address()
              + "/oauth2/authorize?"
              + form(
                  Map.of(
                      "response_type",
                      "code",
                      "client_id",
                      "lab-cli",
                      "redirect_uri",
                      redirect,
                      "scope",
                      "openid storage.read:/home/alice",
                      "state",
                      "a state",
                      "nonce",
                      "n-1",
                      "code_challenge",
                      challenge,
                      "code_challenge_method",
                      "S256")));
      logIn(page, "alice", "code");
      page.waitForSelector("button:has-text('Allow')");
      shot(page, "consent");
      location =
          page.waitForRequest(
                  request -> request.url().startsWith(redirect),
                  () -> page.click("button:has-text('Allow')"))
              .url();
    }
    Map<String, String> answer = query(location);
    assertThat(answer).containsEntry("state", "a state").containsEntry("iss", demo.address());

    JsonNode token =
        post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "lab-cli",
                "code",
                answer.get("code"),
                "redirect_uri",
                redirect,
                "code_verifier",
                verifier));

    assertThat(token.get("scope").asText()).isEqualTo("openid storage.read:/home/alice");
    assertThat(verified(token.get("id_token").asText()).getStringClaim("nonce")).isEqualTo("n-1");
    assertThat(token.has("refresh_token")).isFalse();
  }

  @Test
  void a_service_gets_a_token_without_a_person() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(demo.address() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(
                                ("nightly:" + demo.serviceSecret())
                                    .getBytes(StandardCharsets.US_ASCII)))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=storage.read:/public/x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(verified(JSON.readTree(answer.body()).get("access_token").asText()).getSubject())
        .isEqualTo("client:nightly");
  }

  @Test
  void whoever_signs_out_at_the_lab_is_signed_out_at_the_campus_too() {
    assertThat(demo.greeting()).contains("$lab/account");
    try (BrowserContext context = chromium.desktop(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(demo.address() + "/account");
      logIn(page, "alice", "account");
      page.waitForSelector("h1:has-text('Your account')");
      shot(page, "account");

      page.navigate(demo.address() + "/logout");
      page.click("button:has-text('Sign out')");
      page.waitForSelector("h1:has-text('You are signed out')");
      assertThat(page.url()).startsWith(demo.address() + "/logout/done");

      page.navigate(demo.address() + "/account");
      page.waitForSelector("input[type=password]");
      assertThat(page.url()).startsWith(demo.campus());
    }
  }

  private static void approve(String link, String name) {
    try (BrowserContext context = chromium.phone(ColorScheme.LIGHT)) {
      Page page = enterCode(context, link, name);
      page.waitForSelector("button:has-text('Approve')");
      shot(page, "device-confirm");
      page.click("button:has-text('Approve')");
      page.waitForLoadState();
      shot(page, "device-done");
    }
  }

  private static Page enterCode(BrowserContext context, String link, String name) {
    Page page = context.newPage();
    page.navigate(link);
    shot(page, "device-entry");
    page.click("button:has-text('Continue')");
    logIn(page, name, "device");
    return page;
  }

  /** At the campus: name and password, and its question what the lab may know. */
  private static void logIn(Page page, String name, String flow) {
    page.waitForSelector("input[type=password]");
    shot(page, "campus-sign-in-" + flow);
    page.fill("input[name=username]", name);
    page.fill("input[name=password]", demo.passwordOf(name));
    page.click("button:has-text('Sign in')");
    page.waitForSelector("button:has-text('Allow')");
    shot(page, "campus-consent-" + flow);
    page.click("button:has-text('Allow')");
    page.waitForURL(url -> url.startsWith(demo.address()));
  }

  private static void shot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static JsonNode poll(JsonNode device) throws Exception {
    return post(
        "/oauth2/token",
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "client_id",
            "lab-cli",
            "device_code",
            device.get("device_code").asText()));
  }

  private static JWTClaimsSet verified(String token) throws Exception {
    JWKSet keys = JWKSet.load(URI.create(demo.address() + "/oauth2/certs").toURL());
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier((type, context) -> {});
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(com.nimbusds.jose.JWSAlgorithm.ES256), new ImmutableJWKSet<>(keys)));
    return processor.process(token, null);
  }

  private static JsonNode post(String path, Map<String, String> parameters) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(demo.address() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> query(String location) {
    return java.util.Arrays.stream(URI.create(location).getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
