package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.IssuerId;

/** Forms that other sites, other browsers or other pages made. */
class ForgedFormsTest {
  private static TestGateway gateway;
  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
  }

  @Test
  void a_decision_without_its_token_is_refused() {
    Map<String, String> form = decision(consent(browser));
    form.remove("csrf");
    refused(browser.post("/sign-in/decision", form));
    form.put("csrf", "");
    refused(browser.post("/sign-in/decision", form));
    form.put("csrf", "forged");
    refused(browser.post("/sign-in/decision", form));
  }

  @Test
  void a_token_of_another_browser_is_refused() {
    TestBrowser attacker = gateway.browser();
    Map<String, String> form = decision(consent(browser));
    form.put("csrf", consent(attacker).hidden("csrf").orElseThrow());
    refused(browser.post("/sign-in/decision", form));
  }

  @Test
  void another_browsers_whole_form_is_refused() {
    TestBrowser attacker = gateway.browser();
    Map<String, String> form = decision(consent(attacker));
    consent(browser);
    refused(browser.post("/sign-in/decision", form));
  }

  @Test
  void a_form_without_cookies_is_refused() {
    Map<String, String> form = decision(consent(browser));
    refused(gateway.browser().post("/sign-in/decision", form));
  }

  @Test
  void a_token_of_another_transaction_is_refused() {
    Answer first = consent(browser);
    Answer second = browser.follow(browser.get(authorize()));
    Map<String, String> form = decision(first);
    form.put("csrf", second.hidden("csrf").orElseThrow());
    refused(browser.post("/sign-in/decision", form));
  }

  @Test
  void a_token_of_the_page_where_codes_are_entered_decides_nothing() {
    Map<String, String> form = decision(consent(browser));
    form.put("csrf", browser.get("/device").hidden("csrf").orElseThrow());
    refused(browser.post("/sign-in/decision", form));
  }

  @Test
  void a_token_of_another_issuer_is_refused() {
    Answer theirs = browser.get("/annex/device");
    browser.cookies.put("symbolon-browser-lab", browser.cookies.get("symbolon-browser-annex"));
    refused(
        browser.post(
            "/device",
            Map.of("csrf", theirs.hidden("csrf").orElseThrow(), "user_code", "BBBB-BBBB")));
  }

  @Test
  void a_code_entered_by_another_site_is_refused() {
    refused(browser.post("/device", Map.of("user_code", "BBBB-BBBB")));
    browser.get("/device");
    refused(browser.post("/device", Map.of("user_code", "BBBB-BBBB")));
  }

  @Test
  void a_password_sent_by_another_site_is_refused() {
    Answer begun = browser.get("/annex" + authorize());
    String transaction = begun.next().substring(begun.next().indexOf('=') + 1);
    refused(
        browser.post(
            "/annex/sign-in/with/local",
            Map.of(
                "transaction", transaction, "username", "lena", "password", TestGateway.PASSWORD)));
    assertThat(browser.cookies).doesNotContainKey("symbolon-session-annex");
  }

  @Test
  void a_decision_must_be_one_of_the_two() {
    Map<String, String> form = decision(consent(browser));
    for (String decision : List.of("maybe", "APPROVE", "approve\n")) {
      form.put("decision", decision);
      refused(browser.post("/sign-in/decision", form));
    }
    form.remove("decision");
    assertThat(browser.post("/sign-in/decision", form).status()).isEqualTo(400);
  }

  @Test
  void where_to_go_next_is_never_taken_from_a_request() {
    Answer begun = browser.get(authorize() + "&next=https://evil.example&return_to=//evil.example");
    assertThat(begun.next()).startsWith("/sign-in?transaction=");
    Answer departure = browser.get(begun.next() + "&next=https://evil.example");
    assertThat(departure.next()).startsWith("https://campus.example/").doesNotContain("evil");
    browser.headers.put("X-Forwarded-Host", "evil.example");
    Answer back = gateway.arrive(browser, departure, "ana");
    assertThat(back.next()).startsWith("/sign-in/continue?transaction=").doesNotContain("evil");
  }

  @Test
  void tokens_stay_good_when_the_master_key_rotates() {
    String old = TestKeys.line();
    IssuerId lab = new IssuerId("lab");
    FormToken before = new FormToken(TestKeys.of(old), lab);
    FormToken after = new FormToken(TestKeys.of(TestKeys.line(), old), lab);
    String token = before.of("browser", "transaction", "shown");
    assertThat(after.isOurs(token, "browser", "transaction")).isTrue();
    assertThat(after.hasShown(token, "browser", "transaction", "shown")).isTrue();
    assertThat(after.hasShown(token, "browser", "transaction", "more")).isFalse();
    assertThat(after.hasShown(after.of("browser", "transaction"), "browser", "transaction", ""))
        .isFalse();
    assertThat(new FormToken(TestKeys.fresh(), lab).isOurs(token, "browser", "transaction"))
        .isFalse();
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("This form can not be accepted");
    assertThat(answer.headers("Location")).isEmpty();
  }

  private static Map<String, String> decision(Answer page) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("csrf", page.hidden("csrf").orElseThrow());
    form.put("transaction", page.hidden("transaction").orElseThrow());
    form.put("decision", "approve");
    return form;
  }

  private static Answer consent(TestBrowser browser) {
    Answer departure = browser.follow(browser.get(authorize()));
    return browser.follow(gateway.arrive(browser, departure, "ana"));
  }

  private static String authorize() {
    return "/oauth2/authorize?response_type=code&client_id=tool&redirect_uri=http://127.0.0.1:4321/cb"
        + "&scope=storage.read:/data/x&code_challenge_method=S256"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  }
}
