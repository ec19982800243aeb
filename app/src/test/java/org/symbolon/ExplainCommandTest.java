package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code may}, as an administrator runs them. */
class ExplainCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private PolicySite site;

  @BeforeEach
  void build() throws IOException {
    site = new PolicySite(directory);
  }

  @Test
  void explain_prints_the_account_each_rule_each_verdict_and_the_result() {
    Ran ran = site.run("explain alice storage.modify:/data/ana/project1 --client portal");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            alice at portal asks for storage.modify:/data/ana/project1

            The account
              files: name alice, uid 5001, gid 30100, groups project1 (gid 12350), users (gid 30100)
              together alice: uid 5001, gid 30100, groups project1 (gid 12350), users (gid 30100)

            storage.modify:/data/ana/project1
              rule 1 (openid) to rule 4 (storage.stage:/**): are about other scopes
              rule 5 (storage.*:/**): decides: asks files
              files: refused: group project1 (gid 12350) has r-x on /data/ana/project1: no w
              = refused: group project1 (gid 12350) has r-x on /data/ana/project1: no w

            Result: nothing is granted.
            """);
  }

  @Test
  void the_page_shows_what_explain_prints() throws IOException {
    Path page = Path.of("").toAbsolutePath().resolve("../docs/policy.md");
    assertThat(Files.readString(page))
        .contains(
            "```\n"
                + site.run("explain alice storage.modify:/data/ana/project1 --client portal").out()
                + "```\n");
  }

  @Test
  void explain_says_why_a_rule_is_passed_over() {
    String out =
        site.run("explain alice compute.read storage.stage:/data storage.modify:/ --client portal")
            .out();
    assertThat(out)
        .contains("rule 3 (compute.*): is only for members of operators")
        .contains(
            "rule 4 (storage.stage:/**): is for requests with claims.loa >= 2, which can not be"
                + " answered: key 'loa' is not present in map")
        .contains("refuses, as the scope would include what it names")
        .contains("= refused: it would include what is refused: Raw data is read-only.")
        .endsWith("Result: only this is granted: storage.stage:/data\n");
  }

  @Test
  void explain_takes_claims_and_a_time_from_the_command_line() throws IOException {
    assertThat(site.run("explain alice storage.stage:/data --client portal --claim loa=2").out())
        .contains("rule 4 (storage.stage:/**): decides: grants");
    site.write("scopes: [{scope: openid, for: {when: \"now.getHours() == 3\"}, grant: true}]\n");
    assertThat(site.run("explain alice openid --client portal --at 2026-03-02T03:10:00Z").out())
        .endsWith("Result: all is granted.\n");
    assertThat(site.run("explain alice openid --client portal --at noon").err()).contains("--at");
  }

  @Test
  void explain_as_json_says_the_same() throws IOException {
    JsonNode json =
        JSON.readTree(
            site.run("explain alice storage.modify:/data/ana/project1 --client portal --json")
                .out());
    assertThat(json.at("/scopes/0/outcome").asText()).isEqualTo("refused");
    assertThat(json.at("/scopes/0/verdicts/0/why").asText()).endsWith(": no w");
    assertThat(json.at("/scopes/0/rules/6/result").asText()).isEqualTo("other_scope");
    assertThat(json.at("/account/uid").asInt()).isEqualTo(5001);
    assertThat(json.at("/granted")).isEmpty();
  }

  @Test
  void explain_tells_of_an_account_that_is_not_there() {
    assertThat(site.run("explain nobody-here openid --client portal").out())
        .contains("files: knows nobody of this name")
        .endsWith("Result: nothing can be granted: there is no account.\n");
  }

  @Test
  void explain_answers_about_a_client_that_acts_for_itself() {
    assertThat(site.run("explain - compute.read --client nightly").out())
        .startsWith("the client itself at nightly asks for compute.read\n")
        .contains("= refused: no rule of this site allows it");
  }

  @Test
  void mistakes_of_the_question_are_told() {
    assertThat(site.run("explain alice openid --client nobody").err()).contains("no client");
    assertThat(site.run("explain alice storage.read --client portal").err())
        .contains("has no path");
    assertThat(site.run("explain alice openid --client portal --issuer x").err())
        .contains("there is no issuer x: one of main");
    assertThat(site.run("explain alice openid --client nobody").code()).isEqualTo(1);
  }

  @Test
  void may_lists_what_a_user_may_have_at_a_client() {
    assertThat(site.run("may alice --client portal --claim loa=1").out())
        .isEqualTo(
            """
            alice at portal may have:
              openid
              profile
              offline_access
              storage.create:/**  as files allows  except storage.create:/data/raw/**
              storage.modify:/**  as files allows  except storage.modify:/data/raw/**
              storage.poll:/**  as files allows
              storage.read:/**  as files allows
              storage.stage:/**  as files allows
            """);
    assertThat(site.run("may bob --client reader").out())
        .isEqualTo(
            """
            bob at reader may have:
              openid
              storage.read:/data/**  as files allows
            """);
    assertThat(site.run("may - --client nightly").out())
        .isEqualTo("the client itself at nightly may have nothing: no rule gives anything.\n");
    assertThat(site.run("may nobody-here --client portal").out())
        .contains("may have nothing: files knows no nobody-here");
  }
}
