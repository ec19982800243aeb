package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages' programs may ask from a browser, and what every answer to a program carries. */
class CrossOriginTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
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
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/oauth2/certs"
      })
  void anybodys_page_reads_public_documents(String path) throws Exception {
    assertThat(allowed(send("GET", path, "https://anybody.example"))).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://spa.example", "https://portal.example", "http://127.0.0.1"})
  void a_clients_page_and_a_listed_one_read_the_token_endpoints_answers(String origin)
      throws Exception {
    HttpResponse<String> answer = send("POST", "/oauth2/token", origin);
    assertThat(allowed(answer)).isEqualTo(origin);
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("DPoP-Nonce", "WWW-Authenticate");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example",
        "null",
        "https://spa.example.evil.example",
        "http://spa.example",
        "https://SPA.example",
        "org.example.app:",
        ""
      })
  void no_other_page_reads_them(String origin) throws Exception {
    HttpResponse<String> answer = send("POST", "/oauth2/token", origin);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void a_preflight_tells_methods_and_headers_to_those_who_may() throws Exception {
    HttpResponse<String> answer = send("OPTIONS", "/oauth2/userinfo", "https://spa.example");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "DPoP", "Content-Type");
    HttpResponse<String> other = send("OPTIONS", "/oauth2/userinfo", "https://other.example");
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(other.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/authorize", "/device", "/"})
  void pages_are_read_by_no_other_origin(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path, "https://spa.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/openid-configuration",
        "/oauth2/certs",
        "/oauth2/userinfo",
        "/oauth2/token",
        "/nowhere"
      })
  void every_answer_to_a_program_is_taken_as_what_it_says_it_is(String path) throws Exception {
    assertThat(
            send("GET", path, "https://x.example").headers().firstValue("X-Content-Type-Options"))
        .contains("nosniff");
  }

  private static String allowed(HttpResponse<String> answer) {
    return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
  }

  private static HttpResponse<String> send(String method, String path, String origin)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.origin + path))
            .method(method, BodyPublishers.ofString(""));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
