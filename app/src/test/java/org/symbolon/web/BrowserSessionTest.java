package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.Chromium;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.issuer.Issuer;

/** Sessions in a real browser: what scripts, frames and keys do there. */
class BrowserSessionTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final List<String> LOADED = new CopyOnWriteArrayList<>();

  private static Chromium chromium;
  private static TestGateway gateway;
  private static HttpServer client;
  private static String clientOrigin;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    gateway = TestGateway.start();
    Files.createDirectories(SCREENSHOTS);
    client = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client.createContext("/", BrowserSessionTest::load);
    client.start();
    clientOrigin = "http://127.0.0.1:" + client.getAddress().getPort();
    for (boolean trusted : List.of(true, false)) {
      gateway.clients.add(
          TestClients.with(
              TestClients.client(
                  trusted ? "trusted" : "asking",
                  false,
                  List.of(clientOrigin + "/cb"),
                  Issuer.OnRefused.NARROW),
              new Logout(
                  List.of(clientOrigin + "/bye"),
                  Optional.empty(),
                  false,
                  Optional.of(URI.create(clientOrigin + "/out")),
                  true),
              trusted));
    }
  }

  private static void load(HttpExchange exchange) throws IOException {
    LOADED.add(exchange.getRequestURI().toString());
    byte[] page =
        "<!DOCTYPE html><html lang=\"en\"><head><title>A client</title></head><body></body></html>"
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
      client.stop(0);
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void forget() {
    LOADED.clear();
  }

  @Test
  void the_frame_says_unchanged_until_the_person_signs_out() {
    try (BrowserContext context = chromium.desktop(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(authorize("trusted", "openid"));
      signIn(page);
      page.waitForURL(url -> url.startsWith(clientOrigin));
      String state = parameters(page.url()).getOrDefault("session_state", "");
      assertThat(asked(page, "trusted " + state)).isEqualTo("unchanged");
      assertThat(asked(page, "other " + state)).isEqualTo("changed");
      assertThat(asked(page, "trusted " + state + "x")).isEqualTo("changed");
      assertThat(asked(page, "nothing")).isEqualTo("error");

      Page other = context.newPage();
      other.navigate(gateway.annex.url() + "/logout");
      other.click("button:has-text('Sign out')");
      other.waitForSelector("h1");
      assertThat(asked(page, "trusted " + state)).isEqualTo("changed");
    }
  }

  /** What the frame answers, which the page of the client asks as the standard says. */
  private static String asked(Page page, String message) {
    return (String)
        page.evaluate(
            """
            ([address, message]) => new Promise((answer, refuse) => {
              const frame = document.createElement('iframe');
              frame.src = address;
              const origin = new URL(address).origin;
              window.addEventListener('message', event => {
                if (event.origin === origin && event.source === frame.contentWindow) {
                  frame.remove();
                  answer(event.data);
                }
              });
              frame.onload = () => frame.contentWindow.postMessage(message, origin);
              frame.onerror = refuse;
              document.body.append(frame);
            })
            """,
            List.of(gateway.annex.url() + "/session", message));
  }

  @Test
  void signing_out_loads_the_clients_frames_and_goes_on_by_itself() {
    try (BrowserContext context = chromium.phone(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(authorize("trusted", "openid"));
      signIn(page);
      page.waitForURL(url -> url.startsWith(clientOrigin));

      page.navigate(
          gateway.annex.url()
              + "/logout?"
              + TestBrowser.encoded(
                  Map.of(
                      "client_id",
                      "trusted",
                      "post_logout_redirect_uri",
                      clientOrigin + "/bye",
                      "state",
                      "s")));
      page.click("button:has-text('Sign out')");
      page.waitForSelector("h1:has-text('Signing you out')");
      page.waitForURL(clientOrigin + "/bye?state=s");

      assertThat(LOADED)
          .filteredOn(path -> path.startsWith("/out?"))
          .singleElement()
          .satisfies(
              path ->
                  assertThat(parameters(path))
                      .containsEntry("iss", gateway.annex.url().toString())
                      .containsKey("sid"));
    }
  }

  @Test
  void consent_and_a_persons_own_page_are_used_by_keys_alone() {
    try (BrowserContext context = chromium.desktop(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(authorize("asking", "openid storage.read:/data/project1"));
      signIn(page);
      page.waitForSelector("h1:has-text('Allow The asking?')");
      tabTo(page, "Allow");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.startsWith(clientOrigin));
      assertThat(parameters(page.url())).containsKey("code");

      page.navigate(gateway.annex.url() + "/account");
      tabTo(page, "Sign out");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .as("where one is can be seen")
          .isNotEqualTo("none");
      page.keyboard().press("Enter");
      page.waitForSelector("h1:has-text('You are signed out')");
    }
  }

  private static void tabTo(Page page, String button) {
    for (int times = 0; times < 40; times++) {
      page.keyboard().press("Tab");
      if (button.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
        return;
      }
    }
    throw new AssertionError("no key leads to " + button);
  }

  @Test
  void pages_of_a_session_fit_telephones_and_desks_by_day_and_night() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context = chromium.phone(scheme)) {
        shots(context, "phone-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
      }
      try (BrowserContext context = chromium.desktop(scheme)) {
        shots(context, "desktop-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  private static void shots(BrowserContext context, String kind) {
    Page page = context.newPage();
    page.navigate(
        authorize(
            "asking", "openid offline_access storage.read:/data/project1 storage.read:/secret/x"));
    signIn(page);
    page.waitForSelector("button:has-text('Allow')");
    shot(page, "session-consent-" + kind);
    page.click("button:has-text('Allow')");
    page.waitForURL(url -> url.startsWith(clientOrigin));
    page.navigate(gateway.annex.url() + "/account");
    page.fill("#program", "asking");
    page.fill("#asked", "storage.read:/data/project1 storage.read:/secret/x");
    page.click("button:has-text('Ask')");
    page.waitForSelector("#answer");
    shot(page, "session-account-" + kind);
    page.navigate(gateway.annex.url() + "/logout?client_id=nobody");
    shot(page, "session-error-" + kind);
    page.navigate(authorize("asking", "storage.read:/data/project1") + "&response_mode=form_post");
    page.waitForSelector("button:has-text('Allow')");
    page.route(url -> url.contains("form-post"), route -> route.abort());
    page.click("button:has-text('Allow')");
    page.waitForSelector("h1:has-text('One moment')");
    shot(page, "session-form-post-" + kind);
    page.navigate(gateway.annex.url() + "/logout?client_id=asking");
    shot(page, "session-sign-out-" + kind);
    page.click("button:has-text('Sign out')");
    page.waitForSelector("h1:has-text('Signing you out')");
    shot(page, "session-signing-out-" + kind);
  }

  private static void shot(Page page, String name) {
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing sticks out of " + name)
        .isTrue();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static void signIn(Page page) {
    page.click("a:has-text('A local account')");
    page.fill("input[name=username]", "lena");
    page.fill("input[name=password]", TestGateway.PASSWORD);
    page.click("button:has-text('Sign in')");
  }

  private static Map<String, String> parameters(String address) {
    return Arrays.stream(address.substring(address.indexOf('?') + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String authorize(String client, String scope) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", clientOrigin + "/cb");
    request.put("scope", scope);
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return gateway.annex.url() + "/oauth2/authorize?" + TestBrowser.encoded(request);
  }
}
