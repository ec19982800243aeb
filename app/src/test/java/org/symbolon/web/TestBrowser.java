package org.symbolon.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser of few talents: cookies, forms, and no redirect followed but by hand. */
public final class TestBrowser {
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String origin;
  private final HttpClient http;
  final Map<String, String> cookies = new LinkedHashMap<>();
  final Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "text/html"));

  public TestBrowser(String origin) {
    this(origin, HTTP);
  }

  /**
   * @param http that follows no redirects
   */
  public TestBrowser(String origin, HttpClient http) {
    this.origin = origin;
    this.http = http;
  }

  public Answer get(String address) {
    return send(request(address).GET());
  }

  public Answer post(String path, Map<String, String> form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
  }

  /** Presses a button of the page. */
  public Answer submit(Answer page, Map<String, String> typed) {
    Map<String, String> form = new LinkedHashMap<>();
    page.hidden("csrf").ifPresent(token -> form.put("csrf", token));
    page.hidden("transaction").ifPresent(secret -> form.put("transaction", secret));
    form.putAll(typed);
    return post(page.action(), form);
  }

  /** Goes on wherever the answer leads. */
  public Answer follow(Answer answer) {
    return get(answer.next());
  }

  HttpRequest.Builder request(String address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.startsWith("http") ? address : origin + address));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String line) {
    String[] pair = line.substring(0, line.indexOf(';')).split("=", 2);
    if (line.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
