package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.client.ResponseType;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.GroupClaims;
import org.symbolon.mint.IdTokenClaims;
import org.symbolon.mint.IdTokens;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.scope.ScopeSet;

/** Signing out: who may ask for it, who is told, and where the browser goes. */
class LogoutPagesTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String BYE = "https://leaver.example/bye?from=here";

  private static TestGateway gateway;
  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    add("leaver", new Logout(List.of(BYE), Optional.empty(), false, Optional.empty(), false));
    add(
        "front",
        new Logout(
            List.of("https://front.example/bye"),
            Optional.empty(),
            false,
            Optional.of(URI.create("https://front.example/out?a=b")),
            true));
  }

  private static void add(String id, Logout logout) {
    gateway.clients.add(
        TestClients.with(
            TestClients.client(
                id, false, List.of("https://" + id + ".example/cb"), Issuer.OnRefused.NARROW),
            logout,
            true,
            ResponseType.CODE,
            ResponseType.CODE_ID_TOKEN));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
    gateway.campus.signsOut = false;
    gateway.events.clear();
  }

  @Test
  void a_client_that_shows_its_id_token_signs_the_person_out_and_is_sent_the_browser() {
    Login login = signIn("leaver");

    Answer done =
        browser.get(
            logout("id_token_hint", idToken(login, "leaver"), "post_logout_redirect_uri", BYE)
                + "&state=s%20t%26");

    assertThat(done.status()).isEqualTo(303);
    assertThat(done.next()).isEqualTo(BYE + "&state=s%20t%26");
    assertThat(signedIn()).isFalse();
    assertThat(gateway.events).hasAtLeastOneElementOfType(Event.SessionEnded.class);
  }

  @Test
  void an_id_token_that_has_expired_will_do() {
    Login login = signIn("leaver");
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofHours(1)));
    Answer done = browser.get(logout("id_token_hint", idToken(login, "leaver", -4000)));
    assertThat(done.body()).contains("You are signed out");
    assertThat(signedIn()).isFalse();
  }

  @Test
  void without_one_the_person_is_asked() {
    signIn("leaver");
    Answer page = browser.get(logout("client_id", "leaver", "post_logout_redirect_uri", BYE));
    assertThat(page.body()).contains("Do you want to sign out?", "The leaver", "The person ana");
    assertThat(signedIn()).isTrue();

    Answer stay = browser.submit(page, Map.of("decision", "deny"));
    assertThat(stay.body()).contains("You are still signed in");
    assertThat(signedIn()).isTrue();

    Answer again = browser.get(logout("client_id", "leaver", "post_logout_redirect_uri", BYE));
    Answer done = browser.submit(again, Map.of("decision", "approve"));
    assertThat(done.header("Refresh")).isEqualTo("0; url=" + BYE);
    assertThat(signedIn()).isFalse();
  }

  @Test
  void an_id_token_of_somebody_else_does_not_spare_the_question() {
    TestBrowser other = browser;
    Login bob = signIn("leaver", "bob");
    browser = gateway.browser();
    signIn("leaver");
    assertThat(browser.get(logout("id_token_hint", idToken(bob, "leaver"))).body())
        .contains("Do you want to sign out?", "The person ana");
    assertThat(other.cookies).isNotEmpty();
  }

  @Test
  void nobody_is_signed_out_by_a_forged_form_or_in_another_browser() {
    signIn("leaver");
    Answer page = browser.get("/logout");
    assertThat(
            browser.post("/logout/decision", Map.of("decision", "approve", "csrf", "x")).status())
        .isEqualTo(403);
    TestBrowser thief = gateway.browser();
    thief.get("/logout");
    assertThat(thief.submit(page, Map.of("decision", "approve")).status()).isEqualTo(403);
    assertThat(signedIn()).isTrue();
  }

  @Test
  void nobody_is_sent_to_an_address_that_is_not_the_clients_own() {
    Login login = signIn("leaver");
    for (String evil :
        List.of(
            "https://evil.example/",
            BYE + "&more",
            "https://leaver.example/bye",
            "https://front.example/bye",
            "https://leaver.example/cb")) {
      Answer refused =
          browser.get(
              logout("id_token_hint", idToken(login, "leaver"), "post_logout_redirect_uri", evil));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.headers("Location")).isEmpty();
      assertThat(refused.body()).doesNotContain("evil.example");
    }
    assertThat(browser.get(logout("post_logout_redirect_uri", BYE)).status()).isEqualTo(400);
    assertThat(signedIn()).isTrue();
  }

  @Test
  void a_hint_that_is_no_id_token_of_ours_or_another_clients_is_refused() {
    Login login = signIn("leaver");
    String token = idToken(login, "leaver");
    assertThat(browser.get(logout("id_token_hint", "x.y.z")).status()).isEqualTo(400);
    assertThat(browser.get(logout("id_token_hint", token + "x")).status()).isEqualTo(400);
    assertThat(browser.get(logout("id_token_hint", token, "client_id", "front")).status())
        .isEqualTo(400);
    assertThat(browser.get(logout("client_id", "nobody")).status()).isEqualTo(400);
    assertThat(browser.get("/annex" + logout("id_token_hint", token)).status()).isEqualTo(400);
    assertThat(signedIn()).isTrue();
  }

  @Test
  void a_form_becomes_a_get_and_who_is_not_signed_in_goes_on_at_once() {
    Answer moved =
        browser.post("/logout", Map.of("client_id", "leaver", "post_logout_redirect_uri", BYE));
    assertThat(moved.next()).startsWith("/logout?");
    assertThat(browser.follow(moved).next()).isEqualTo(BYE);
    assertThat(browser.get("/logout").body()).contains("You are signed out");
  }

  @Test
  void clients_are_told_by_frames_and_then_the_browser_goes_on() {
    signIn("front");
    Login login = signIn("leaver");
    Answer page =
        browser.get(
            logout("id_token_hint", idToken(login, "leaver"), "post_logout_redirect_uri", BYE));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "<iframe src=\"https://front.example/out?a=b&amp;iss="
                + URLEncoder.encode(gateway.origin, StandardCharsets.UTF_8)
                + "&amp;sid="
                + login.grant().id().value());
    assertThat(page.header("Content-Security-Policy"))
        .contains("frame-src https://front.example;")
        .contains("frame-ancestors 'none'");
    assertThat(page.header("Refresh")).isEqualTo("3; url=" + BYE);
  }

  @Test
  void the_institution_signs_the_person_out_too_and_sends_the_browser_back() {
    gateway.campus.signsOut = true;
    Login login = signIn("leaver");
    Answer away =
        browser.get(
            logout("id_token_hint", idToken(login, "leaver"), "post_logout_redirect_uri", BYE));
    assertThat(away.next()).startsWith("https://campus.example/logout?");
    assertThat(away.nextQuery())
        .containsEntry("id_token_hint", "upstream-id-token-of-ana")
        .containsEntry("back", gateway.origin + "/logout/done");

    String back = "/logout/done?state=" + away.nextQuery().get("state");
    assertThat(gateway.browser().get(back).body()).contains("You are signed out");
    assertThat(browser.get(back).next()).isEqualTo(BYE);
    assertThat(browser.get(back).body()).as("once").contains("You are signed out");
  }

  @Test
  void only_the_frame_of_session_management_may_be_framed() {
    Answer frame = browser.get("/session");
    assertThat(frame.header("Content-Security-Policy"))
        .contains("script-src 'self'")
        .doesNotContain("frame-ancestors", "unsafe-inline");
    assertThat(frame.headers("X-Frame-Options")).isEmpty();
    assertThat(frame.body()).contains("data-cookie=\"symbolon-state-lab\"");
    for (String page : List.of("/", "/account", "/logout", "/device", "/sign-in")) {
      Answer other = browser.get(page);
      assertThat(other.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
      assertThat(other.header("X-Frame-Options")).isEqualTo("DENY");
    }
  }

  @Test
  void what_a_client_compares_changes_when_somebody_signs_in_or_out() {
    Answer code = answer("leaver", "openid");
    String state = browser.cookies.get("symbolon-state-lab");
    String given = code.nextValue("session_state");
    String salt = given.substring(given.indexOf('.') + 1);
    assertThat(given)
        .isEqualTo(
            SecretHash.of("leaver https://leaver.example " + state + " " + salt).hex()
                + "."
                + salt);
    signOut(login(code), "leaver");
    assertThat(browser.cookies.get("symbolon-state-lab")).isNotEqualTo(state);
  }

  @Test
  void it_comes_with_the_old_flows_too() {
    Answer front =
        browser.follow(
            gateway.arrive(
                browser,
                browser.follow(
                    browser.get(
                        authorize("leaver", "openid")
                                .replace("response_type=code", "response_type=code+id_token")
                            + "&nonce=n")),
                "ana"));
    assertThat(URI.create(front.next()).getRawFragment()).contains("code=", "&session_state=");
  }

  private void signOut(Login login, String client) {
    assertThat(browser.get(logout("id_token_hint", idToken(login, client))).body())
        .contains("You are signed out");
  }

  private boolean signedIn() {
    return !"login_required"
        .equals(
            browser
                .get(authorize("leaver", "storage.read:/data/x") + "&prompt=none")
                .nextQuery()
                .get("error"));
  }

  private Login signIn(String client) {
    return signIn(client, "ana");
  }

  private Login signIn(String client, String name) {
    Answer departure = browser.follow(browser.get(authorize(client, "storage.read:/data/x")));
    Answer code =
        departure.next().startsWith("https://" + client)
            ? departure
            : browser.follow(gateway.arrive(browser, departure, name));
    return login(code);
  }

  private Answer answer(String client, String scope) {
    Answer departure = browser.follow(browser.get(authorize(client, scope)));
    return browser.follow(gateway.arrive(browser, departure, "ana"));
  }

  private static Login login(Answer code) {
    Codes.Issued issued =
        gateway.store.codes().find(SecretHash.of(code.nextValue("code"))).orElseThrow();
    Code found = issued.code();
    assertThat(found.login()).isEqualTo(issued.login().grant().id());
    return issued.login();
  }

  private static String idToken(Login login, String client) {
    return idToken(login, client, 0);
  }

  private static String idToken(Login login, String client, long seconds) {
    Instant now = gateway.clock.instant().plusSeconds(seconds);
    return new IdTokens(gateway.keys, new RandomText(new java.security.SecureRandom()), () -> now)
        .idToken(
            gateway.lab,
            new IdTokenClaims(
                    login.grant().username(),
                    new ClientId(client),
                    now,
                    Duration.ofMinutes(20),
                    Optional.empty(),
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    ScopeSet.EMPTY,
                    GroupClaims.NONE,
                    Map.of())
                .inSession(login.grant().id()))
        .token();
  }

  private static String logout(String... parameters) {
    Map<String, String> query = new LinkedHashMap<>();
    for (int index = 0; index < parameters.length; index += 2) {
      query.put(parameters[index], parameters[index + 1]);
    }
    return "/logout?" + TestBrowser.encoded(query);
  }

  private static String authorize(String client, String scope) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", "https://" + client + ".example/cb");
    request.put("scope", scope);
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }
}
