package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain exchange}, as an administrator runs it. */
class ExplainExchangeTest {
  private static final String RULES =
      """
      exchanges:
        - name: operators only
          clients: [gate]
          mode: on-behalf-of
          subject: {groups: [operators]}
          audiences: {storage: https://storage.lab.example}
        - name: jobs
          clients: [gate]
          mode: job
          audiences: [https://storage.lab.example]
        - name: named
          clients: [gate]
          mode: impersonate
          subject: {users: [alice]}
          scopes: [openid]
        - name: hidden
          clients: [gate]
          mode: job
          audiences: [https://storage.lab.example]
      """;

  @TempDir private Path directory;
  private PolicySite site;

  @BeforeEach
  void build() throws IOException {
    site = new PolicySite(directory, RULES);
  }

  @Test
  void it_says_which_rule_decides_and_why_each_other_does_not() {
    Ran ran =
        site.run(
            "explain exchange --client gate --user bob --token-audience https://gate.lab.example"
                + " --audience storage");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            operators only: decides
            jobs: is for mode job
            named: is for people whom the client names, without a token
            hidden: is for mode job
            narrow-own: the subject token was not issued to this client

            Result: operators only decides, for https://storage.lab.example. Then the rights of the subject are asked.
            """);
  }

  @Test
  void the_groups_are_the_resolvers_unless_they_are_given() {
    String request =
        "explain exchange --client gate --user alice --token-audience https://gate.lab.example";
    assertThat(site.run(request).out())
        .contains("operators only: is for members of operators")
        .contains("Result: refused, invalid_request");
    assertThat(site.run(request + " --group operators").out()).contains("operators only: decides");
  }

  @Test
  void somebody_named_and_jobs_can_be_asked_about_too() {
    assertThat(site.run("explain exchange --client gate --user alice --named").out())
        .contains("named: decides");
    assertThat(
            site.run(
                    "explain exchange --client gate --user alice --job --issued-to gate"
                        + " --token-audience https://x.example")
                .out())
        .contains("Result: jobs decides");
  }

  @Test
  void what_can_not_be_is_told() {
    assertThat(site.run("explain exchange --client nobody").err())
        .contains("there is no client nobody");
    assertThat(site.run("explain exchange --client gate --token x").err())
        .contains("--token should be");
    assertThat(site.run("explain exchange").code()).isEqualTo(2);
  }

  @Test
  void a_rule_that_decides_nothing_is_told_by_check() {
    assertThat(site.run("check").out())
        .contains("warning: the rule hidden decides nothing: jobs before it");
  }
}
