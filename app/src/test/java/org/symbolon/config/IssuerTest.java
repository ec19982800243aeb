package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.with;
import static org.symbolon.config.Reader.without;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.ClaimSettings;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.IssuerId;

class IssuerTest {
  private static final String URL = "url: https://tokens.lab.example";

  private static Issuer issuer(String... settings) {
    return loaded(after("profile: wlcg", settings)).issuers().getFirst().issuer();
  }

  private static List<String> wrong(String... settings) {
    return mistakes(after("profile: wlcg", settings));
  }

  @Test
  void a_single_issuer_is_called_main() {
    assertThat(issuer().id()).isEqualTo(new IssuerId("main"));
  }

  @Test
  void an_issuer_is_https_except_on_loopback() {
    assertThat(mistakes(with(URL, "url: http://tokens.lab.example")))
        .containsExactly(
            "issuer.url should begin with https://: http is for loopback addresses only");
    for (String loopback : new String[] {"127.0.0.1:8080", "localhost:1", "[::1]:8080/lab"}) {
      assertThat(mistakes(with(URL, "url: http://" + loopback))).as(loopback).isEmpty();
    }
  }

  @Test
  void what_is_told_of_people_besides_the_usual_is_read() {
    assertThat(
            issuer(
                    "person-claims:",
                    "  opened-by: {eduperson: \"eduperson_affiliation, eduperson_assurance\"}",
                    "  from-account: {email: mail}")
                .claims())
        .isEqualTo(
            new ClaimSettings(
                Map.of("eduperson", List.of("eduperson_affiliation", "eduperson_assurance")),
                Map.of("email", "mail")));
    assertThat(issuer().claims()).isEqualTo(ClaimSettings.DEFAULT);
  }

  @Test
  void claims_with_a_meaning_of_their_own_are_not_told_of_people() {
    assertThat(wrong("person-claims:", "  opened-by: {x: sub}", "  from-account: {groups: g}"))
        .containsExactlyInAnyOrder(
            "issuer.person-claims.from-account can not be: the claim groups is set by the server"
                + " itself",
            "issuer.person-claims.opened-by can not be: the claim sub is set by the server itself");
  }

  @Test
  void an_issuers_url_is_plain() {
    for (String odd :
        new String[] {
          "https://tokens.lab.example/",
          "https://tokens.lab.example/a/../b",
          "https://tokens.lab.example/a%20b",
          "https://tokens.lab.example?x",
          "https://tokens.lab.example#x",
          "https://ana@tokens.lab.example",
          "tokens.lab.example",
          "ftp://tokens.lab.example",
          "https://",
          "https://tokens.lab.example:443",
          "https://tokens.lab.example/metrics",
          "https://tokens.lab.example/.well-known/x"
        }) {
      assertThat(mistakes(with(URL, "url: \"" + odd + "\""))).as(odd).hasSize(1);
    }
    assertThat(mistakes(without(URL)))
        .singleElement()
        .asString()
        .startsWith("issuer.url is missing");
  }

  @Test
  void an_issuer_is_required_and_is_one_or_several() {
    assertThat(mistakes("database: sqlite:x\nmaster-key-file: k\n"))
        .singleElement()
        .asString()
        .startsWith("issuer is missing");
    assertThat(mistakes(SIMPLE + "issuers: [{id: a}]\n"))
        .contains("issuer stands beside issuers: keep one of the two");
    assertThat(mistakes("database: sqlite:x\nmaster-key-file: k\nissuers: []\n"))
        .containsExactly("issuers should have at least one entry");
  }

  @Test
  void what_stands_in_the_wrong_place_is_told_where_to_go() {
    assertThat(wrong("clients: []"))
        .containsExactly(
            "issuer.clients stands beside issuer, not in it: move it to the left margin");
  }

  @Test
  void words_are_those_of_a_list() {
    assertThat(wrong("pkce: some", "on-refused: narrows", "subject: name"))
        .containsExactly(
            "issuer.pkce should be one of all, public",
            "issuer.on-refused should be one of fail, narrow: did you mean narrow?",
            "issuer.subject should be one of local-name, opaque");
    assertThat(issuer("pkce: public", "on-refused: narrow", "subject: opaque"))
        .satisfies(
            issuer -> {
              assertThat(issuer.pkce()).isEqualTo(Issuer.Pkce.PUBLIC);
              assertThat(issuer.onRefused()).isEqualTo(Issuer.OnRefused.NARROW);
              assertThat(issuer.subjectForm()).isEqualTo(Issuer.SubjectForm.OPAQUE);
            });
  }

  @Test
  void algorithms_are_known_ones() {
    assertThat(issuer().algorithms()).containsExactly("ES256", "RS256");
    assertThat(issuer("algorithms: [EdDSA, RS512]").algorithms()).containsExactly("EdDSA", "RS512");
    assertThat(wrong("algorithms: [HS256]"))
        .singleElement()
        .asString()
        .startsWith("issuer.algorithms[0] should be one of ES256");
    assertThat(wrong("algorithms: none")).hasSize(1);
  }

  @Test
  void a_wildcard_audience_is_never_a_default_and_allowed_only_by_name() {
    for (String wildcard : new String[] {"ANY", "https://wlcg.cern.ch/jwt/v1/any"}) {
      assertThat(mistakes(with("audience: https://storage.lab.example", "audience: " + wildcard)))
          .as(wildcard)
          .singleElement()
          .asString()
          .contains("which every service takes for its own");
      assertThat(issuer("allowed-audiences: " + wildcard).audiences().allowed())
          .containsExactly(wildcard);
    }
    assertThat(mistakes(with("audience: https://storage.lab.example", "audience: https://*.x")))
        .singleElement()
        .asString()
        .contains("* is for allowed-audiences");
  }

  @Test
  void an_audience_is_required_and_has_no_blanks() {
    assertThat(mistakes(without("audience: https://storage.lab.example")))
        .singleElement()
        .asString()
        .startsWith("issuer.audience is missing");
    assertThat(
            loaded(
                    without("audience: https://storage.lab.example")
                        .replace("profile: wlcg", "profile: plain"))
                .issuers()
                .getFirst()
                .issuer()
                .audiences()
                .defaults())
        .containsExactly("https://tokens.lab.example");
    assertThat(mistakes(with("audience: https://storage.lab.example", "audience: []")))
        .containsExactly("issuer.audience should name at least one service");
    assertThat(wrong("allowed-audiences: [\"a b\"]")).hasSize(1);
  }

  @Test
  void custom_claims_keep_their_json_types() {
    assertThat(
            issuer("custom-claims: {a: text, b: 1, c: true, d: [1.5, \"2\"], e: {f: false}}")
                .customClaims())
        .isEqualTo(
            Map.of(
                "a", "text", "b", 1, "c", true, "d", List.of(1.5, "2"), "e", Map.of("f", false)));
  }

  @Test
  void custom_claims_that_collide_with_the_gateways_own_are_refused() {
    for (String claim :
        List.of(
            "iss",
            "sub",
            "aud",
            "iat",
            "nbf",
            "exp",
            "jti",
            "scope",
            "client_id",
            "wlcg.ver",
            "ver",
            "wlcg.groups",
            "lineage",
            "auth_time",
            "nonce",
            "at_hash",
            "azp",
            "act",
            "may_act",
            "groups",
            "cnf")) {
      assertThat(wrong("custom-claims: {" + claim + ": x}"))
          .as(claim)
          .singleElement()
          .asString()
          .startsWith("issuer.custom-claims can not be: the claim " + claim);
    }
  }

  @Test
  void lifetimes_have_bounds() {
    assertThat(issuer("lifetimes: {access-token: 1h, refresh-idle: 7d}").lifetimes())
        .satisfies(
            lifetimes -> {
              assertThat(lifetimes.accessToken()).isEqualTo(Duration.ofHours(1));
              assertThat(lifetimes.refreshIdle()).isEqualTo(Duration.ofDays(7));
              assertThat(lifetimes.code()).isEqualTo(Duration.ofSeconds(60));
            });
    assertThat(wrong("lifetimes: {access-token: 2d, code: 11m, session: forever}"))
        .containsExactly(
            "issuer.lifetimes.access-token should be from 1m to 24h",
            "issuer.lifetimes.code should be from 5s to 10m",
            "issuer.lifetimes.session should be a duration: a whole number and ms, s, m, h or d, as"
                + " in 20m or 30d");
  }

  @Test
  void an_idle_refresh_token_does_not_outlive_the_absolute_limit() {
    assertThat(wrong("lifetimes: {refresh-absolute: 10d}"))
        .singleElement()
        .asString()
        .startsWith("issuer.lifetimes.refresh-absolute makes refresh-idle longer");
    assertThat(wrong("lifetimes: {refresh-idle: 400d}"))
        .singleElement()
        .asString()
        .startsWith("issuer.lifetimes.refresh-idle makes refresh-idle longer");
  }

  @Test
  void endpoint_paths_are_distinct_begin_with_a_slash_and_leave_others_alone() {
    assertThat(issuer("paths: {token: /auth/token}").paths().token()).isEqualTo("/auth/token");
    assertThat(
            wrong(
                "paths:",
                "  token: token",
                "  jwks: /certs/",
                "  userinfo: /a/../b",
                "  callback: /sign-in",
                "  authorization: /.well-known/authorize",
                "  device-authorization: /sign-in/with/x",
                "  verification: /healthz"))
        .hasSize(7);
    assertThat(wrong("paths: {token: /x, jwks: /x}"))
        .containsExactly("issuer.paths.jwks is the path of token too: give each its own");
    assertThat(wrong("paths: {token: /device}"))
        .containsExactly("issuer.paths.token is the path of verification too: give each its own");
    assertThat(wrong("paths: {token: /login/callback/campus/logout}"))
        .singleElement()
        .asString()
        .startsWith("issuer.paths.token is where an institution tells");
  }

  @Test
  void accounts_below_min_uid_get_no_tokens_and_root_never_does() {
    assertThat(issuer().accountLimits()).isEqualTo(Issuer.AccountLimits.DEFAULT);
    assertThat(issuer("min-uid: 500", "refused-accounts: [backup]").accountLimits())
        .satisfies(
            limits -> {
              assertThat(limits.minUid()).isEqualTo(500);
              assertThat(limits.refusedNames()).containsExactly("backup");
            });
    assertThat(wrong("min-uid: 0")).hasSize(1);
  }

  @Test
  void default_scopes_are_scopes_of_the_profile() {
    assertThat(issuer("default-scopes: \"storage.read:/home/{username}\"").defaultScopes())
        .containsExactly("storage.read:/home/{username}");
    assertThat(wrong("default-scopes: [\"read:/home\"]"))
        .singleElement()
        .asString()
        .startsWith("issuer.default-scopes[0] is no scope this issuer can give");
  }

  @Test
  void a_colour_has_six_digits() {
    assertThat(issuer("colour: \"#A0b1C2\"").display().accent()).isEqualTo("#A0b1C2");
    assertThat(wrong("colour: blue")).hasSize(1);
  }

  @Test
  void clients_register_themselves_only_where_it_says_so_and_as_what() {
    assertThat(loaded(after("profile: wlcg")).issuers().getFirst().registration().isOn()).isFalse();
    assertThat(wrong("registration: {mode: open}"))
        .anyMatch(mistake -> mistake.startsWith("issuer.registration.scopes is missing"));
    assertThat(
            wrong("registration: {mode: open, scopes: openid}", "lifetimes: {refresh-grace: 10m}"))
        .anyMatch(mistake -> mistake.startsWith("issuer.registration.mode lets clients without"));
  }
}
