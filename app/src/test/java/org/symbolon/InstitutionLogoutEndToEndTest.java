package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.upstream.FakeInstitution;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/** Somebody signs out at the institution: from its signed word to what our client is told. */
class InstitutionLogoutEndToEndTest {
  private static final String CONFIGURATION =
      """
      listen: 127.0.0.1:PORT
      database: sqlite:gateway.db
      master-key-file: key
      issuer:
        url: http://127.0.0.1:PORT
        profile: wlcg
        audience: https://storage.lab.example
      login:
        - name: campus
          openid: INSTITUTION
          client-id: gateway
          client-secret-file: secret
          username-claim: preferred_username
          username-pattern: '[a-z]+'
      clients:
        - id: portal
          secret-file: client-secret
          grants: code
          redirect-uris: CLIENT/cb
          consent: never
          logout: {back-channel: CLIENT/out}
      scopes:
        - {scope: openid, for: everyone, grant: true}
      """;

  @TempDir private Path folder;

  @Test
  void the_institutions_word_ends_the_session_and_the_client_is_told_its_own_sid()
      throws Exception {
    try (FakeInstitution institution = new FakeInstitution();
        MockWebServer client = client()) {
      institution.idToken(claims -> claims.claim("sid", "there-1"));
      int port = freePort();
      Path config = configuration(port, institution, client);
      try (RunningCommand gateway = new RunningCommand("serve", "--config", config.toString())) {
        String origin = "http://127.0.0.1:" + port;
        TestBrowser browser = new TestBrowser(origin);
        String here = origin + "/login/callback/campus/logout";
        assertThat(authorize(browser, client, "")).containsKey("code");
        assertThat(authorize(browser, client, "&prompt=none")).containsKey("code");

        institution.answer("/keys", new MockResponse.Builder().code(500).build());
        String word =
            institution.logoutToken(claims -> claims.subject(null).claim("sid", "there-1"));
        assertThat(say(here, word)).isEqualTo(503);
        assertThat(authorize(browser, client, "&prompt=none")).containsKey("code");

        institution.behave("/keys");
        assertThat(say(here, word)).isEqualTo(200);
        assertThat(say(here, word)).isEqualTo(400);
        assertThat(say(here, institution.logoutToken(claims -> claims.audience("x"))))
            .isEqualTo(400);

        assertThat(authorize(browser, client, "&prompt=none"))
            .containsEntry("error", List.of("login_required"));
        assertThat(told(client)).isNotEmpty().isNotEqualTo("there-1");
        assertThat(gateway.printed()).doesNotContain(word);
      }
    }
  }

  private static MockWebServer client() throws Exception {
    MockWebServer client = new MockWebServer();
    client.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().build();
          }
        });
    client.start(InetAddress.getLoopbackAddress(), 0);
    return client;
  }

  /** The {@code sid} in the logout token that the client got. */
  private static String told(MockWebServer client) throws Exception {
    for (; ; ) {
      RecordedRequest request = client.takeRequest(30, TimeUnit.SECONDS);
      assertThat(request).as("what the client is told").isNotNull();
      if (request.getTarget().equals("/out")) {
        Map<String, List<String>> form =
            URLUtils.parseParameters(request.getBody().string(StandardCharsets.UTF_8));
        return SignedJWT.parse(form.getOrDefault("logout_token", List.of()).getFirst())
            .getJWTClaimsSet()
            .getStringClaim("sid");
      }
    }
  }

  /** What came back to the client, all redirects followed. */
  private static Map<String, List<String>> authorize(
      TestBrowser browser, MockWebServer client, String more) {
    String callback = client.url("/cb").toString();
    Answer answer =
        browser.get(
            "/oauth2/authorize?response_type=code&client_id=portal&scope=openid"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256&redirect_uri="
                + callback
                + more);
    while (!answer.next().startsWith(callback)) {
      answer = browser.follow(answer);
    }
    return URLUtils.parseParameters(URI.create(answer.next()).getRawQuery());
  }

  private static int say(String address, String token) throws Exception {
    try (HttpClient institution = HttpClient.newHttpClient()) {
      return institution
          .send(
              HttpRequest.newBuilder(URI.create(address))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private Path configuration(int port, FakeInstitution institution, MockWebServer client)
      throws Exception {
    secret("key", FileMasterKey.generate(new SecureRandom()));
    secret("secret", FakeInstitution.SECRET);
    secret("client-secret", "a secret of the portal, long enough to be one");
    String origin = client.url("/").toString();
    return Files.writeString(
        folder.resolve("symbolon.yaml"),
        CONFIGURATION
            .replace("PORT", "" + port)
            .replace("INSTITUTION", institution.issuer().toString())
            .replace("CLIENT", origin.substring(0, origin.length() - 1)));
  }

  private void secret(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
