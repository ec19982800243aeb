package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Codes;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.Upstream.Arrival;

/** What a person sees when the flow can not go on, or something changed on the way. */
class CodeFlowTroubleTest extends CodeFlow {
  @Test
  void somebody_without_an_account_is_told_so_and_the_program_can_be_told() {
    Answer refused = signIn(request("storage.read:/data/x"), "stranger");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("You have no account here.");
    assertThat(refused.link("Go back")).startsWith("http://127.0.0.1:4321/cb?error=access_denied");
  }

  @Test
  void a_source_of_rights_that_is_down_is_neither_yes_nor_no() {
    gateway.rights.down = Optional.of("ldap: connect timed out");
    Answer answer = signIn(request("storage.read:/data/x"), "ana");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.body()).doesNotContain("ldap");
    gateway.rights.down = Optional.empty();
    assertThat(browser.get(answer.link("Try again")).body()).contains("Allow The tool?");
  }

  @Test
  void a_mistake_of_ours_is_a_page_that_tells_only_its_reference() {
    gateway.rights.breaks =
        Optional.of(new IllegalStateException("secret detail", new Error("inner")));
    Answer answer = signIn(request("storage.read:/data/x"), "ana");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .contains("Something went wrong here", "nothing was decided", "reference")
        .doesNotContain("secret detail", "Exception", "inner");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  @Test
  void a_database_that_is_away_is_a_page_that_asks_to_try_again() {
    gateway.rights.breaks =
        Optional.of(
            ProtocolError.unavailable("the server's database does not answer", "refused")
                .exception());
    Answer answer = signIn(request("storage.read:/data/x"), "ana");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.body()).contains("This site does not answer just now");
  }

  @Test
  void rights_that_go_down_between_page_and_button_decide_nothing() {
    Answer consent = consent(request("storage.read:/data/x"));
    gateway.rights.down = Optional.of("down");
    assertThat(browser.submit(consent, Map.of("decision", "approve")).status()).isEqualTo(503);
    gateway.rights.down = Optional.empty();
    assertThat(browser.submit(consent, Map.of("decision", "approve")).status()).isEqualTo(303);
  }

  @Test
  void rights_lost_between_page_and_button_refuse() {
    Answer consent = consent(request("storage.read:/data/x"));
    gateway.rights.rules = List.of();
    assertThat(browser.submit(consent, Map.of("decision", "approve")).nextQuery())
        .containsEntry("error", "invalid_scope");
  }

  @Test
  void a_client_removed_meanwhile_gets_nothing_not_even_an_error() {
    gateway.clients.add(
        TestClients.client("brief", true, List.of("http://127.0.0.1/cb"), Issuer.OnRefused.FAIL));
    Map<String, String> request = request("storage.read:/data/x");
    request.put("client_id", "brief");
    Answer consent = consent(request);
    gateway.clients.remove("brief");
    Answer answer = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers("Location")).isEmpty();
  }

  @Test
  void nobody_authenticated_in_the_future() {
    Answer departure = departure(request("storage.read:/data/x"));
    gateway.campus.arrival =
        ScriptedCampus.person("ana", gateway.clock.instant().plusSeconds(3600));
    Answer back = browser.get("/login/callback?state=" + departure.nextQuery().get("state"));
    Answer done = browser.submit(browser.follow(back), Map.of("decision", "approve"));
    Codes.Issued issued =
        gateway.store.codes().find(SecretHash.of(done.nextValue("code"))).orElseThrow();
    assertThat(issued.login().grant().authenticatedAt()).isEqualTo(gateway.clock.instant());
  }

  @Test
  void a_name_that_fits_no_pattern_is_refused() {
    Answer departure = departure(request("storage.read:/data/x"));
    for (Object name : List.of("Ana!", "root\n", "ünal", 7)) {
      gateway.campus.arrival =
          new Arrival.Identified(
              "https://campus.example",
              "s",
              Map.of("preferred_username", name),
              gateway.clock.instant(),
              Optional.empty());
      Answer answer = browser.get("/login/callback?state=" + departure.nextQuery().get("state"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("did not name you in a way that is known here");
    }
  }

  @Test
  void a_local_name_never_passes_to_another_person() {
    approve(request("storage.read:/data/x"));
    TestBrowser others = gateway.browser();
    Answer departure = others.follow(others.get(authorize(request("storage.read:/data/x"))));
    gateway.campus.arrival =
        new Arrival.Identified(
            "https://campus.example",
            "somebody-else",
            Map.of("preferred_username", "ana"),
            gateway.clock.instant(),
            Optional.empty());
    Answer answer = others.get("/login/callback?state=" + departure.nextQuery().get("state"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("belongs to somebody else here");
  }
}
