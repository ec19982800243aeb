package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/** Audiences, numbers, groups and capability sets from outside: what tokens say, and to whom. */
class RightsSiteTest {
  private static final String SET = "wlcg.capabilityset:/dune/pro";

  @TempDir private static Path folder;
  private static RightsSite site;
  private static DeviceTool tool;

  @BeforeAll
  static void start() throws Exception {
    site = new RightsSite(folder);
    tool = site.tool();
  }

  @AfterAll
  static void stop() throws Exception {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void an_audience_among_the_scopes_of_a_device_is_no_scope_and_bounds_what_comes_of_it()
      throws Exception {
    JsonNode first =
        tool.approved(
            site.browser("sci", "ana"),
            "sci",
            "ana",
            "offline_access read:/private aud:" + RightsSite.BATCH);
    assertThat(audiences(first)).containsExactly(RightsSite.BATCH);
    assertThat(first.get("scope").asText()).isEqualTo("offline_access read:/private");

    String token = first.get("refresh_token").asText();
    for (String other : List.of("https://other.example", RightsSite.STORAGE)) {
      HttpResponse<String> refused =
          tool.refresh("sci", token, Map.of("scope", "read:/private aud:" + other));
      assertThat(refused.body()).as(other).contains("invalid_target");
    }
    HttpResponse<String> answer =
        tool.refresh("sci", token, Map.of("scope", "read:/private aud:" + RightsSite.BATCH));
    assertThat(answer.statusCode()).as("the refusal consumed nothing").isEqualTo(200);
    assertThat(audiences(DeviceTool.json(answer))).containsExactly(RightsSite.BATCH);
  }

  @Test
  void an_audience_that_a_client_may_not_have_is_refused_at_once() throws Exception {
    String scope = "read:/private aud:https://other.example";
    HttpResponse<String> device =
        tool.post(
            "sci", "/oauth2/device_authorization", Map.of("client_id", "cli", "scope", scope));
    assertThat(device.statusCode()).isEqualTo(400);
    assertThat(device.body()).contains("invalid_target");
    assertThat(asked("sci", "cli", scope).next()).contains("error=invalid_target");
    assertThat(itself(scope).body()).contains("invalid_target");
  }

  @Test
  void a_client_acting_for_itself_asks_for_an_audience_so_too() throws Exception {
    HttpResponse<String> answer = itself("aud:" + RightsSite.BATCH + " queue");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(audiences(DeviceTool.json(answer))).containsExactly(RightsSite.BATCH);
    assertThat(claims(DeviceTool.json(answer)).get("scope").asText()).isEqualTo("queue");
  }

  @Test
  void under_another_profile_an_audience_is_no_scope() throws Exception {
    HttpResponse<String> device =
        tool.post(
            "wlcg",
            "/oauth2/device_authorization",
            Map.of("client_id", "cli", "scope", "aud:" + RightsSite.STORAGE));
    assertThat(device.body()).contains("invalid_scope", "parameter audience");
  }

  @ParameterizedTest
  @CsvSource({
    "ana,  read:/private, true",
    "ana,  write:/private, true",
    "ana,  read:/team, false",
    "bob,  read:/private, false",
    "bob,  read:/team, true",
    "bob,  write:/team, false",
    "carl, read:/private, false",
    "carl, read:/team, false"
  })
  void the_file_system_decides_by_the_numbers_that_the_database_gave(
      String name, String scope, boolean may) throws Exception {
    Answer page = tool.enter(site.browser("sci", name), "sci", tool.device("sci", scope), name);
    assertThat(page.body().contains("value=\"approve\"")).as(page.body()).isEqualTo(may);
  }

  @Test
  void a_member_gets_the_whole_set_by_its_name() throws Exception {
    JsonNode answer = tool.approved(site.browser("wlcg", "ana"), "wlcg", "ana", SET);
    String whole = "storage.read:/private storage.create:/private/ana";
    assertThat(answer.get("scope").asText()).isEqualTo(whole);
    assertThat(claims(answer).get("scope").asText()).isEqualTo(whole);
  }

  @Test
  void for_anybody_else_the_whole_request_is_denied() throws Exception {
    TestBrowser browser = site.browser("wlcg", "bob");
    Answer page = tool.enter(browser, "wlcg", tool.device("wlcg", SET), "bob");
    assertThat(page.body())
        .contains("only members of the group /dune/pro may have it")
        .doesNotContain("value=\"approve\"");
    assertThat(callback("bob", SET + " storage.read:/team")).contains("error=access_denied");
    assertThat(callback("ana", SET)).contains("code=");
  }

  @ParameterizedTest
  @CsvSource({
    "wlcg.groups, /cms",
    "wlcg.groups:/cms/uscms, /cms/uscms /cms",
    "wlcg.groups wlcg.groups:/cms/uscms, /cms /cms/uscms",
    "wlcg.groups:/cms/uscms wlcg.groups, /cms/uscms /cms",
    "wlcg.groups:/dunepro wlcg.groups:/cms wlcg.groups:/cms/uscms, /dunepro /cms /cms/uscms"
  })
  void groups_stand_in_the_order_asked_and_defaults_where_they_belong(String scope, String told)
      throws Exception {
    JsonNode answer = tool.approved(site.browser("wlcg", "ana"), "wlcg", "ana", scope);
    assertThat(texts(claims(answer).get("wlcg.groups"))).containsExactly(told.split(" "));
    assertThat(answer.get("scope").asText()).isEqualTo(scope);
  }

  @Test
  void a_group_of_others_is_denied_and_no_scope_tells_of_groups_unasked() throws Exception {
    assertThat(callback("ana", "wlcg.groups:/fire")).contains("error=access_denied");
    JsonNode answer = tool.approved(site.browser("wlcg", "ana"), "wlcg", "ana", "openid");
    assertThat(claims(answer).has("wlcg.groups")).isFalse();
  }

  private static HttpResponse<String> itself(String scope) throws Exception {
    return tool.post(
        "sci",
        "/oauth2/token",
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "service",
            "client_secret",
            RightsSite.SECRET,
            "scope",
            scope));
  }

  /** An authorization request of somebody who has not signed in. */
  private static Answer asked(String issuer, String client, String scope) {
    return tool.browser().get(authorize(issuer, client, scope));
  }

  /** Where an authorization request leads that its person allows, if asked. */
  private static String callback(String name, String scope) throws Exception {
    TestBrowser browser = site.browser("wlcg", name);
    // Signed in by then, whatever ran before.
    tool.enter(browser, "wlcg", tool.device("wlcg", "openid"), name);
    Answer page = browser.get(authorize("wlcg", "portal", scope));
    while (page.status() != 200 && !page.next().startsWith("http://127.0.0.1/callback")) {
      page = browser.follow(page);
    }
    if (page.status() == 200) {
      page = browser.submit(page, Map.of("decision", "approve"));
    }
    return page.next();
  }

  private static String authorize(String issuer, String client, String scope) {
    return "/"
        + issuer
        + "/oauth2/authorize?response_type=code&code_challenge_method=S256"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback&client_id="
        + client
        + "&scope="
        + URLEncoder.encode(scope, StandardCharsets.UTF_8);
  }

  private static JsonNode claims(JsonNode answer) throws Exception {
    return DeviceTool.claims(answer.get("access_token").asText());
  }

  private static List<String> audiences(JsonNode answer) throws Exception {
    JsonNode audience = claims(answer).get("aud");
    return audience.isArray() ? texts(audience) : List.of(audience.asText());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
