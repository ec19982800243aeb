package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a sensible refusal: never a 500, a stack trace or a redirect. */
class HostileInputTest {
  private static final List<String> NASTY =
      List.of(
          "%",
          "%zz",
          "%ff",
          "%c3%28",
          "%00",
          "%0d%0aSet-Cookie:%20x=y",
          "%f0%9f%92%a9",
          "'%20OR%201=1--",
          "%3Cscript%3Ealert(1)%3C/script%3E",
          "..%2f..%2fetc%2fpasswd",
          "%e2%80%ae",
          "%ed%a0%80",
          "%25%25",
          "{}[]%22%5c",
          "-1",
          "99999999999999999999",
          "");

  private static final List<String> NAMES =
      List.of(
          "client_id",
          "redirect_uri",
          "response_type",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "audience",
          "resource",
          "prompt",
          "max_age",
          "transaction",
          "csrf",
          "decision",
          "user_code",
          "username",
          "password",
          "code",
          "error",
          "access_token",
          "grant_type",
          "client_secret",
          "client_assertion");

  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /oauth2/authorize",
        "POST /oauth2/authorize",
        "GET /device",
        "POST /device",
        "GET /sign-in",
        "GET /sign-in/with/campus",
        "GET /sign-in/with/%0d%0a",
        "POST /annex/sign-in/with/local",
        "GET /login/callback",
        "GET /sign-in/continue",
        "GET /sign-in/again",
        "POST /sign-in/decision",
        "POST /oauth2/device_authorization",
        "POST /oauth2/token",
        "POST /oauth2/userinfo",
        "GET /oauth2/userinfo"
      })
  void hostile_parameters_are_refused(String endpoint) {
    Random random = new Random(endpoint.hashCode());
    for (int round = 0; round < 40; round++) {
      List<String> pairs = new ArrayList<>(usual());
      for (int count = random.nextInt(4); count >= 0; count--) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String value = NASTY.get(random.nextInt(NASTY.size()));
        pairs.removeIf(pair -> random.nextBoolean() && pair.startsWith(name + "="));
        pairs.add(name + "=" + value);
      }
      send(endpoint, String.join("&", pairs));
    }
    send(endpoint, "&&&=&==&a&=b");
    send(endpoint, "scope=" + "x".repeat(5000));
    send(endpoint, "a=1&".repeat(500));
  }

  @Test
  void oversized_parameters_are_refused_at_each_form() {
    for (String endpoint :
        List.of(
            "POST /oauth2/authorize",
            "POST /device",
            "POST /annex/sign-in/with/local",
            "POST /sign-in/decision",
            "POST /oauth2/device_authorization")) {
      for (String name : NAMES) {
        Answer answer = send(endpoint, name + "=" + "x".repeat(30_000));
        assertThat(answer.status()).as(endpoint + " " + name).isBetween(400, 499);
      }
    }
  }

  @Test
  void a_query_that_is_not_well_formed_is_told_so() {
    Answer answer = gateway.browser().get("/oauth2/authorize?client_id=%ff");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("text that is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /sign-in/..%2f..%2fx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET //sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /sign-in;a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: =;;;\"\r\nConnection: close\r\n\r\n",
      })
  void requests_that_are_no_http_get_a_plain_refusal(String request) throws IOException {
    String answer = raw(request);
    assertThat(answer).matches("(?s)HTTP/1\\.1 [2-4]\\d\\d.*|HTTP/1\\.1 505.*");
    assertThat(answer).doesNotContain("Exception", "jetty", "Jetty", "at org.");
  }

  @Test
  void a_header_that_is_too_long_gets_a_plain_refusal() throws IOException {
    String answer = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 431").doesNotContain("jetty", "Jetty");
  }

  private static List<String> usual() {
    return List.of(
        "client_id=tool",
        "redirect_uri=http://127.0.0.1:4321/cb",
        "response_type=code",
        "scope=storage.read:/data",
        "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method=S256",
        "state=s");
  }

  private static Answer send(String endpoint, String parameters) {
    String[] parts = endpoint.split(" ");
    TestBrowser browser = gateway.browser();
    Answer answer;
    if (parts[0].equals("GET")) {
      String query = parameters.replace("%zz", "%25zz").replaceAll("%(?![0-9a-f]{2})", "%25");
      answer =
          browser.get(
              parts[1]
                  + "?"
                  + query
                      .replace("{", "%7B")
                      .replace("}", "%7D")
                      .replace("[", "%5B")
                      .replace("]", "%5D"));
    } else {
      answer =
          browser.send(
              browser
                  .request(parts[1])
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(parameters)));
    }
    assertThat(answer.status()).as(endpoint + " " + parameters).isLessThan(500);
    assertThat(answer.body()).doesNotContain("Exception", "\tat ", "<script>alert");
    assertThat(answer.headers("Set-Cookie"))
        .allSatisfy(cookie -> assertThat(cookie).startsWith("symbolon-"));
    assertThat(answer.headers("Location"))
        .allSatisfy(
            location ->
                assertThat(location)
                    .matches("(/|http://127\\.0\\.0\\.1:4321/cb\\?|https://campus\\.example/).*"));
    return answer;
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(5000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
