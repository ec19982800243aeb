package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.client.ResponseType;
import org.symbolon.issuer.Issuer;

/** For what people allow a client something, and what is not covered by it. */
class ConsentTermsTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String READ = "storage.read:/data/x";

  private static TestGateway gateway;
  private static int people;

  private TestBrowser browser;
  private String client;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** Each test has a client of its own, so that nothing was allowed to it before. */
  @BeforeEach
  void someoneSignsInForANewClient() {
    browser = gateway.browser();
    people++;
    client = "terms-" + people;
    add("https://" + client + ".example/cb");
  }

  private void add(String redirectUri) {
    gateway.clients.add(
        TestClients.with(
            TestClients.client(client, false, List.of(redirectUri), Issuer.OnRefused.NARROW),
            new Logout(List.of(), Optional.empty(), false, Optional.empty(), false),
            false,
            ResponseType.CODE,
            ResponseType.CODE_TOKEN));
  }

  @Test
  void the_page_names_what_the_client_named_and_nothing_where_that_is_the_default() {
    assertThat(signIn("").body()).contains("Allow The " + client).doesNotContain("For use at");
    assertThat(page("&resource=https%3A%2F%2Fdata.example").body())
        .as("which is the default")
        .doesNotContain("For use at");
    assertThat(page("&audience=batch-1+batch-2").body())
        .contains("For use at", "<bdi>batch-1</bdi>", "<bdi>batch-2</bdi>");
  }

  @Test
  void what_was_allowed_for_one_service_is_not_allowed_for_another() {
    allow(signIn("&audience=batch-1"));
    assertThat(silently("&audience=batch-1")).isEqualTo("code");
    assertThat(silently("")).isEqualTo("consent_required");
    assertThat(silently("&audience=batch-2")).isEqualTo("consent_required");
    assertThat(silently("&audience=batch-1+batch-2")).isEqualTo("consent_required");

    allow(page("&audience=batch-2"));
    assertThat(silently("&audience=batch-2+batch-1")).isEqualTo("code");
    assertThat(silently("")).isEqualTo("consent_required");
    assertThat(page("").body()).doesNotContain("You have allowed this before");
  }

  @Test
  void what_was_allowed_where_nothing_was_named_is_not_allowed_by_name() {
    allow(signIn(""));
    assertThat(silently("")).isEqualTo("code");
    assertThat(silently("&audience=https%3A%2F%2Fdata.example")).isEqualTo("code");
    assertThat(silently("&audience=batch-1")).isEqualTo("consent_required");
  }

  @Test
  void what_was_allowed_by_a_code_is_not_allowed_through_the_address_bar() {
    allow(signIn(""));
    assertThat(silently("")).isEqualTo("code");
    String answer =
        browser.get(authorize("&prompt=none").replace("_type=code&", "_type=code+token&")).next();
    assertThat(answer).contains("#error=consent_required").doesNotContain("access_token");
  }

  @Test
  void the_account_page_says_for_what() {
    allow(signIn("&audience=batch-1"));
    allow(page("&audience=batch-2"));
    String page = browser.get("/account").body();
    assertThat(page).contains("At batch-1", "At batch-2");
    assertThat(page.split(READ, -1)).as("once").hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void a_page_that_was_shown_before_the_client_changed_gives_nothing_to_its_old_address() {
    Answer shown = signIn("");
    add("https://elsewhere.example/cb");
    Answer approved = browser.submit(shown, Map.of("decision", "approve"));
    assertThat(approved.status()).isEqualTo(400);
    assertThat(approved.headers("Location")).isEmpty();
    assertThat(approved.header("Refresh")).isEmpty();
  }

  private Answer signIn(String more) {
    Answer departure = browser.follow(browser.get(authorize(more)));
    return browser.follow(gateway.arrive(browser, departure, "ana"));
  }

  private Answer page(String more) {
    return browser.follow(browser.get(authorize(more)));
  }

  private void allow(Answer page) {
    assertThat(browser.submit(page, Map.of("decision", "approve")).nextQuery()).containsKey("code");
  }

  /** "code", or the error. */
  private String silently(String more) {
    Map<String, String> answer = browser.get(authorize(more + "&prompt=none")).nextQuery();
    return answer.containsKey("code") ? "code" : String.valueOf(answer.get("error"));
  }

  private String authorize(String more) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", "https://" + client + ".example/cb");
    request.put("scope", READ);
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + TestBrowser.encoded(request) + more;
  }
}
