package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/**
 * A command-line tool, by default the public client {@code cli} of all issuers, and the person who
 * uses it: a started gateway as both see it from outside.
 *
 * @param password of everybody
 * @param client public
 */
record DeviceTool(String origin, String password, String client) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  DeviceTool(String origin, String password) {
    this(origin, password, "cli");
  }

  /** The same as another public client. */
  DeviceTool as(String other) {
    return new DeviceTool(origin, password, other);
  }

  /** A form to an endpoint of an issuer. */
  HttpResponse<String> post(String issuer, String path, Map<String, String> form) throws Exception {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(origin + "/" + issuer + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The answer with the codes. */
  JsonNode device(String issuer, String scope) throws Exception {
    HttpResponse<String> started =
        post(issuer, "/oauth2/device_authorization", Map.of("client_id", client, "scope", scope));
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    return json(started);
  }

  HttpResponse<String> poll(String issuer, JsonNode device) throws Exception {
    return post(
        issuer,
        "/oauth2/token",
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "client_id",
            client,
            "device_code",
            device.get("device_code").asText()));
  }

  /**
   * @param more fields, {@code scope} for one
   */
  HttpResponse<String> refresh(String issuer, String token, Map<String, String> more)
      throws Exception {
    Map<String, String> form = new HashMap<>(more);
    form.putAll(Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", token));
    return post(issuer, "/oauth2/token", form);
  }

  /** What the person sees after typing the code; signs in where that has not been done. */
  Answer enter(TestBrowser browser, String issuer, JsonNode device, String name) {
    Answer page =
        settle(
            browser,
            browser.submit(
                browser.get("/" + issuer + "/device"),
                Map.of("user_code", device.get("user_code").asText())));
    return page.body().contains("name=\"password\"")
        ? settle(browser, browser.submit(page, Map.of("username", name, "password", password)))
        : page;
  }

  void approve(TestBrowser browser, String issuer, JsonNode device, String name) {
    Answer confirm = enter(browser, issuer, device, name);
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).body())
        .as(confirm.body())
        .contains("Approved");
  }

  /** What the token endpoint says once the person has approved. */
  JsonNode approved(TestBrowser browser, String issuer, String name, String scope)
      throws Exception {
    JsonNode device = device(issuer, scope);
    approve(browser, issuer, device, name);
    HttpResponse<String> answer = poll(issuer, device);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  TestBrowser browser() {
    return new TestBrowser(origin);
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  /** What is in a token. */
  static JsonNode claims(String token) throws Exception {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  /** Goes on until a page wants something. */
  static Answer settle(TestBrowser browser, Answer answer) {
    Answer page = answer;
    while (page.status() == 302 || page.status() == 303 || !page.header("Refresh").isEmpty()) {
      page = browser.follow(page);
    }
    return page;
  }
}
