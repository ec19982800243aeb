package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a browser carries the answer to an authorization request back to the program. */
class ResponseModesTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String REDIRECT_URI = "http://127.0.0.1:4321/cb";

  private static TestGateway gateway;
  private TestBrowser browser;
  private Map<String, String> request;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newRequest() {
    browser = gateway.browser();
    request =
        new LinkedHashMap<>(
            Map.of(
                "client_id", "tool",
                "redirect_uri", REDIRECT_URI,
                "response_type", "code",
                "scope", "storage.read:/data/x",
                "state", "\"><script>s</script>",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
  }

  @Test
  void a_fragment_carries_the_answer_behind_the_address() {
    request.put("response_mode", "fragment");
    Answer done = browser.submit(consent(), Map.of("decision", "approve"));
    assertThat(done.status()).isEqualTo(303);
    assertThat(URI.create(done.next()).getRawQuery()).isNull();
    assertThat(URI.create(done.next()).getRawFragment())
        .startsWith("code=")
        .contains("&state=%22%3E%3Cscript%3E", "&iss=http%3A%2F%2F127.0.0.1%3A");
  }

  @Test
  void a_form_that_sends_itself_carries_the_answer_and_nothing_stands_in_an_address() {
    request.put("response_mode", "form_post");
    Answer done = browser.submit(consent(), Map.of("decision", "approve"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.action()).isEqualTo(REDIRECT_URI);
    assertThat(done.hidden("code")).isPresent();
    assertThat(done.hidden("state")).contains("&#34;><script>s</script>".replace("<", "&lt;"));
    assertThat(done.hidden("iss")).contains(gateway.origin);
    assertThat(done.body()).contains("<button type=\"submit\"");
    assertThat(done.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void the_form_runs_one_script_of_ours_and_ends_at_the_program_only() {
    request.put("response_mode", "form_post");
    Answer done = browser.submit(consent(), Map.of("decision", "deny"));
    assertThat(done.hidden("error")).contains("access_denied");
    assertThat(done.header("Content-Security-Policy"))
        .contains("script-src 'self'")
        .doesNotContain("unsafe-inline")
        .endsWith("form-action http://127.0.0.1:4321");
    String script =
        done.body().replaceAll("(?s).*<script src=\"([^\"]*)\" defer></script>.*", "$1");
    assertThat(done.body().replace("<script src=", "")).doesNotContain("<script");
    Answer served = browser.get(script);
    assertThat(served.status()).isEqualTo(200);
    assertThat(served.header("Content-Type")).startsWith("text/javascript");
    assertThat(served.body()).contains("submit");
  }

  @Test
  void pages_that_ask_something_run_no_script_whatever_the_mode() {
    request.put("response_mode", "form_post");
    assertThat(consent().header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("script-src");
  }

  @Test
  void an_error_that_shows_no_page_goes_by_form_too() {
    request.put("response_mode", "form_post");
    request.put("prompt", "none");
    Answer answer = browser.get("/oauth2/authorize?" + TestBrowser.encoded(request));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.action()).isEqualTo(REDIRECT_URI);
    assertThat(answer.hidden("error")).contains("login_required");
  }

  @Test
  void an_error_about_the_redirect_uri_itself_is_for_the_person_in_every_mode() {
    request.put("redirect_uri", "https://evil.example/cb");
    for (String mode : new String[] {"query", "fragment", "form_post"}) {
      request.put("response_mode", mode);
      Answer answer = browser.get("/oauth2/authorize?" + TestBrowser.encoded(request));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.headers("Location")).isEmpty();
      assertThat(answer.body()).doesNotContain("evil.example", "<form");
    }
  }

  private Answer consent() {
    Answer begun = browser.get("/oauth2/authorize?" + TestBrowser.encoded(request));
    Answer back = gateway.arrive(browser, browser.follow(begun), "ana");
    return browser.follow(back);
  }
}
