package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.BrowserSessions;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions;
import org.symbolon.logout.TellClients;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.SecretHash;

/** Clients are told behind the browser's back that a session has ended, however it did. */
class BackChannelTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final List<String> TOLD = new CopyOnWriteArrayList<>();

  private static volatile int answer = 200;
  private static TestGateway gateway;
  private static HttpServer backChannel;
  private TestBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    gateway = TestGateway.start();
    backChannel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backChannel.createContext(
        "/told",
        exchange -> {
          TOLD.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    backChannel.start();
    gateway.clients.add(behind("behind"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    backChannel.stop(0);
  }

  private static Client behind(String id) {
    URI told = URI.create("http://127.0.0.1:" + backChannel.getAddress().getPort() + "/told");
    return TestClients.with(
        TestClients.client(
            id, false, List.of("https://behind.example/cb"), Issuer.OnRefused.NARROW),
        new Logout(List.of(), Optional.of(told), true, Optional.empty(), false),
        true);
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
    answer = 200;
    TOLD.clear();
    gateway.events.clear();
  }

  @Test
  void a_client_is_told_behind_the_browsers_back() throws Exception {
    Login login = signIn();
    signOut();

    assertThat(TOLD).hasSize(1);
    assertThat(TOLD.getFirst()).startsWith("logout_token=");
    SignedJWT token = SignedJWT.parse(TOLD.getFirst().substring("logout_token=".length()));
    assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(gateway.origin);
    assertThat(claims.getAudience()).containsExactly("behind");
    assertThat(claims.getSubject()).isEqualTo("ana");
    assertThat(claims.getStringClaim("sid")).isEqualTo(login.grant().id().value());
    assertThat(claims.getJWTID()).isNotEmpty();
    assertThat(claims.getClaim("nonce")).isNull();
    assertThat(claims.getJSONObjectClaim("events"))
        .containsOnlyKeys("http://schemas.openid.net/event/backchannel-logout");
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(gateway.clock.instant().plusSeconds(120));
    assertThat(
            gateway
                .keys
                .find(gateway.lab.id(), token.getHeader().getKeyID())
                .orElseThrow()
                .verifies(token.getHeader(), token.getSigningInput(), token.getSignature()))
        .isTrue();
    // It opens nothing here, and says nothing as a hint.
    assertThat(browser.get("/logout?id_token_hint=" + token.serialize()).status()).isEqualTo(400);
  }

  @Test
  void a_client_that_does_not_answer_is_told_again_a_few_times_and_then_given_up() {
    answer = 503;
    signIn();
    signOut();
    assertThat(TOLD).hasSize(1);
    gateway.tellings.forEach(TellClients::round);
    assertThat(TOLD).as("not yet").hasSize(1);

    for (int time = 0; time < 8; time++) {
      gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(40)));
      gateway.tellings.forEach(TellClients::round);
    }
    assertThat(TOLD).hasSize(5);
    assertThat(
            gateway.events.stream()
                .filter(Event.LogoutNotice.class::isInstance)
                .map(Event.LogoutNotice.class::cast)
                .map(Event.LogoutNotice::over))
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void a_person_who_ends_a_session_on_their_own_page_has_its_clients_told() throws Exception {
    Login elsewhere = signIn();
    browser = gateway.browser();
    signIn();
    Session other = only(elsewhere);

    end("visit", other.handle());
    assertThat(TOLD).hasSize(1);
    assertThat(told(0).getStringClaim("sid")).isEqualTo(elsewhere.grant().id().value());

    end("everything", "");
    assertThat(TOLD).as("this session's client too").hasSize(2);
  }

  @Test
  void whoever_signs_in_at_anothers_browser_has_the_others_clients_told() throws Exception {
    Login first = signIn();
    Answer departure = browser.follow(browser.get(authorize() + "&prompt=login"));
    gateway.arrive(browser, departure, "bob");
    assertThat(TOLD).hasSize(1);
    assertThat(told(0).getStringClaim("sid")).isEqualTo(first.grant().id().value());
  }

  @Test
  void a_node_that_stops_between_the_end_and_the_telling_leaves_it_to_the_next() throws Exception {
    Login login = signIn();
    Session session = only(login);
    try (TellClients stopped = gateway.telling(gateway.lab)) {
      stopped.close();
      sessions(stopped::send).end(session.handle(), "test", "192.0.2.1");
    }
    assertThat(TOLD).isEmpty();

    try (TellClients next = gateway.telling(gateway.lab)) {
      next.round();
      next.round();
    }
    assertThat(TOLD).hasSize(1);
    assertThat(told(0).getStringClaim("sid")).isEqualTo(login.grant().id().value());
  }

  @Test
  void however_many_clients_a_session_has_all_are_told_at_once() {
    Session session = only(signIn());
    for (int number = 0; number < 60; number++) {
      gateway.clients.add(behind("behind-" + number));
      gateway
          .store
          .sessions()
          .joined(
              session,
              new Sessions.Member(session.login(), new ClientId("behind-" + number), "ana"));
    }
    try (TellClients stopped = gateway.telling(gateway.lab)) {
      stopped.close();
      sessions(stopped::send).end(session.handle(), "test", "192.0.2.1");
    }
    try (TellClients next = gateway.telling(gateway.lab)) {
      next.round();
    }
    assertThat(TOLD).hasSize(61);
  }

  private static BrowserSessions sessions(Runnable telling) {
    return new BrowserSessions(
        gateway.lab,
        gateway.store.sessions(),
        gateway.masterKey,
        gateway.events::add,
        gateway.random,
        gateway.clock,
        telling);
  }

  @Test
  void a_node_that_is_killed_while_it_tells_leaves_it_to_the_next() {
    Session session = only(signIn());
    sessions(
            () ->
                gateway
                    .store
                    .notices()
                    .take(
                        gateway.lab.id(),
                        gateway.clock.instant(),
                        gateway.clock.instant().plusSeconds(60),
                        50))
        .end(session.handle(), "test", "192.0.2.1");

    try (TellClients next = gateway.telling(gateway.lab)) {
      next.round();
      assertThat(TOLD).as("while it could still be telling").isEmpty();
      gateway.clock.set(gateway.clock.instant().plusSeconds(60));
      next.round();
    }
    assertThat(TOLD).hasSize(1);
  }

  private static Session only(Login login) {
    return gateway
        .store
        .sessions()
        .of(gateway.lab.id(), login.person().key(), gateway.clock.instant())
        .stream()
        .filter(session -> session.login().equals(login.grant().id()))
        .findFirst()
        .orElseThrow();
  }

  private static JWTClaimsSet told(int number) throws Exception {
    return SignedJWT.parse(TOLD.get(number).substring("logout_token=".length())).getJWTClaimsSet();
  }

  private void end(String what, String id) {
    Answer page = browser.get("/account");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("csrf", page.hidden("csrf").orElseThrow());
    form.put("what", what);
    form.put("id", id);
    assertThat(browser.post("/account/end", form).status()).isEqualTo(200);
  }

  private void signOut() {
    assertThat(browser.submit(browser.get("/logout"), Map.of("decision", "approve")).body())
        .contains("You are signed out");
  }

  private Login signIn() {
    Answer departure = browser.follow(browser.get(authorize()));
    Answer code = browser.follow(gateway.arrive(browser, departure, "ana"));
    return gateway.store.codes().find(SecretHash.of(code.nextValue("code"))).orElseThrow().login();
  }

  private static String authorize() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "behind");
    request.put("redirect_uri", "https://behind.example/cb");
    request.put("scope", "storage.read:/data/x");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }
}
