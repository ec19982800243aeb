package org.symbolon.conformance;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/** Ana at her browser: she signs in and allows whatever she is asked. */
final class Person {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private final Provider provider;
  private final TestBrowser browser;
  private String decision = "approve";
  private int signIns;

  Person(Provider provider) {
    this.provider = provider;
    this.browser = new TestBrowser(provider.origin(), provider.http());
  }

  /**
   * Where an authorization request ended.
   *
   * @param address the program's, without what the answer added; the page's own where the person
   *     was told something
   * @param how the response mode seen; {@code page} where nothing went to the program
   * @param values what the program got
   */
  record Landing(String address, String how, Map<String, String> values, String page) {
    String value(String name) {
      String value = values.get(name);
      if (value == null) {
        throw new AssertionError("no " + name + " in " + this);
      }
      return value;
    }
  }

  /** How often she had to type her password. */
  int signIns() {
    return signIns;
  }

  /** From now on she allows nothing. */
  void denies() {
    decision = "deny";
  }

  Landing authorize(Map<String, String> request) {
    return go(browser.get(provider.at("authorization_endpoint") + "?" + Provider.encoded(request)));
  }

  Landing authorizeByPost(Map<String, String> request) {
    return go(
        browser.post(URI.create(provider.at("authorization_endpoint")).getRawPath(), request));
  }

  Landing open(String address) {
    return go(browser.get(address));
  }

  /** The first page on the way that shows something, redirects followed. */
  String pageOf(String address) {
    Answer page = browser.get(address);
    while (page.status() == 302 || page.status() == 303) {
      page = browser.follow(page);
    }
    return page.body();
  }

  private Landing go(Answer first) {
    Answer page = first;
    for (int step = 0; step < 20; step++) {
      if (page.status() == 302 || page.status() == 303 || !page.header("Refresh").isEmpty()) {
        String next = page.next();
        if (next.startsWith("http") && !next.startsWith(provider.origin())) {
          return landed(next);
        }
        page = browser.follow(page);
      } else if (page.body().contains("name=\"password\"")) {
        signIns++;
        page = browser.submit(page, Map.of("username", "ana", "password", Provider.PASSWORD));
      } else if (page.body().contains("name=\"decision\"")) {
        page = browser.submit(page, Map.of("decision", decision));
      } else if (page.body().contains("name=\"form-post\"") || isFormPost(page)) {
        return posted(page);
      } else {
        return new Landing("", "page", Map.of(), page.status() + " " + page.body());
      }
    }
    throw new AssertionError("no end: " + page.body());
  }

  private boolean isFormPost(Answer page) {
    Matcher form =
        Pattern.compile("<form method=\"post\" action=\"(http[^\"]*)\"").matcher(page.body());
    return form.find() && !form.group(1).startsWith(provider.origin());
  }

  private static Landing posted(Answer page) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      values.put(hidden.group(1), unescaped(hidden.group(2)));
    }
    Matcher form =
        Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"").matcher(page.body());
    return new Landing(
        form.find() ? unescaped(form.group(1)) : "", "form_post", values, page.body());
  }

  private static String unescaped(String html) {
    return html.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }

  private static Landing landed(String address) {
    int fragment = address.indexOf('#');
    if (fragment >= 0) {
      return new Landing(
          address.substring(0, fragment), "fragment", values(address.substring(fragment + 1)), "");
    }
    int query = address.indexOf('?');
    return query < 0
        ? new Landing(address, "query", Map.of(), "")
        : new Landing(
            address.substring(0, query), "query", values(address.substring(query + 1)), "");
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }
}
