package org.symbolon.web;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server answered, as tests look at it. */
public record Answer(HttpResponse<String> response) {
  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  List<String> headers(String name) {
    return response.headers().allValues(name);
  }

  /** Where a redirect or a page that goes on by itself leads. */
  public String next() {
    return response
        .headers()
        .firstValue("Location")
        .or(
            () ->
                response
                    .headers()
                    .firstValue("Refresh")
                    .map(text -> text.replaceFirst("^[0-9]+; url=", "")))
        .orElseThrow(() -> new AssertionError(status() + " leads nowhere: " + body()));
  }

  /** The query of where a redirect leads. */
  Map<String, String> nextQuery() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : URI.create(next()).getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  /** A parameter of where a redirect leads. */
  String nextValue(String name) {
    return Optional.ofNullable(nextQuery().get(name))
        .orElseThrow(() -> new AssertionError("no " + name + " in " + next()));
  }

  public Optional<String> hidden(String name) {
    Matcher matcher =
        Pattern.compile("<input type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\"")
            .matcher(body());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  String action() {
    Matcher matcher = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"").matcher(body());
    if (!matcher.find()) {
      throw new AssertionError(status() + " has no form: " + body());
    }
    return matcher.group(1);
  }

  /** A link by its text. */
  String link(String text) {
    Matcher matcher =
        Pattern.compile("<a[^>]* href=\"([^\"]*)\"[^>]*>" + Pattern.quote(text)).matcher(body());
    if (!matcher.find()) {
      throw new AssertionError("no link " + text + ": " + body());
    }
    return matcher.group(1).replace("&amp;", "&");
  }
}
