package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.problems;
import static org.symbolon.config.Reader.with;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static String name(String written, Map<String, String> environment) {
    return loaded(after("profile: wlcg", "name: " + written), environment)
        .issuers()
        .getFirst()
        .issuer()
        .display()
        .name();
  }

  @Test
  void a_variable_is_put_into_a_value() {
    assertThat(name("The ${SITE} Lab", Map.of("SITE", "Ice"))).isEqualTo("The Ice Lab");
  }

  @Test
  void a_default_stands_for_a_variable_that_is_not_set_or_empty() {
    assertThat(name("${SITE:-Lab}", Map.of())).isEqualTo("Lab");
    assertThat(name("${SITE:-Lab}", Map.of("SITE", ""))).isEqualTo("Lab");
    assertThat(name("${SITE:-Lab}", Map.of("SITE", "Ice"))).isEqualTo("Ice");
  }

  @Test
  void two_dollar_signs_are_one_and_a_single_one_is_itself() {
    assertThat(name("$${SITE} $5 $$", Map.of())).isEqualTo("${SITE} $5 $");
  }

  @Test
  void a_variable_that_is_not_set_is_an_error_that_names_it_and_nothing_else_is_said_of_it() {
    assertThat(problems(with("profile: wlcg", "profile: ${PROFILE}")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("issuer.profile");
              assertThat(problem.line()).isEqualTo(5);
              assertThat(problem.message())
                  .contains("needs the environment variable PROFILE, which is not set");
            });
    assertThat(
            problems(with("audience: https://storage.lab.example", "audience: [\"${AUDIENCE}\"]")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo("issuer.audience[0]"));
    assertThat(problems(with("accounts: files", "accounts: ${WHO}", "metrics: ${M}"))).hasSize(2);
    assertThat(problems(with("accounts: files", "accounts: [\"${WHO}\"]"))).hasSize(1);
    assertThat(problems(after("profile: wlcg", "custom-claims: {site: \"${SITE}\"}"))).hasSize(1);
    assertThat(problems(after("profile: wlcg", "default-scopes: ${SCOPES}"))).hasSize(1);
  }

  @Test
  void a_malformed_variable_is_an_error() {
    for (String written : new String[] {"${1X}", "\"${A\"", "\"${A B}\"", "\"${}\""}) {
      assertThat(problems(after("profile: wlcg", "name: " + written)))
          .as(written)
          .singleElement()
          .asString()
          .contains("has a malformed variable");
    }
  }

  @Test
  void what_a_variable_holds_is_text_and_never_read_as_yaml() {
    assertThat(name("${SITE}", Map.of("SITE", "x\", pkce: public"))).isEqualTo("x\", pkce: public");
    assertThat(name("${SITE}", Map.of("SITE", "{a: b}"))).isEqualTo("{a: b}");
    assertThat(name("${SITE}", Map.of("SITE", "${OTHER}", "OTHER", "no"))).isEqualTo("${OTHER}");
    assertThat(problems(after("profile: wlcg", "name: ${SITE}"), Map.of("SITE", "x\nmin-uid: 1")))
        .singleElement()
        .asString()
        .contains("has a line break");
  }

  @Test
  void a_variable_may_hold_a_list_with_commas() {
    assertThat(
            loaded(
                    with("audience: https://storage.lab.example", "audience: ${AUDIENCE}"),
                    Map.of("AUDIENCE", "https://a.example,https://b.example"))
                .issuers()
                .getFirst()
                .issuer()
                .audiences()
                .defaults())
        .containsExactly("https://a.example", "https://b.example");
  }

  @Test
  void a_variable_in_a_comment_is_not_needed() {
    assertThat(problems(Reader.SIMPLE + "# ${NOT_SET}\n")).isEmpty();
  }
}
