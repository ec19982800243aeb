package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.problems;
import static org.symbolon.config.Reader.with;
import static org.symbolon.config.Reader.without;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {
  @TempDir Path folder;

  @Test
  void every_mistake_of_a_file_is_reported_at_once_in_the_order_of_the_file() {
    String yaml =
        SIMPLE
            .replace("profile: wlcg", "profile: wclg")
            .replace("client-id: gateway", "clientId: gateway")
            .replace("grants: [device, refresh]", "grants: [devise]")
            .replace("ask: files", "ask: fils");

    assertThat(problems(yaml))
        .extracting(Problem::path)
        .containsExactly(
            "issuer.profile",
            "login[0].client-id",
            "login[0].clientId",
            "clients[0].grants[0]",
            "scopes[0].ask");
  }

  @Test
  void a_mistake_tells_its_line() {
    assertThat(problems(with("profile: wlcg", "profile: x")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(5));
  }

  @Test
  void a_missing_setting_is_reported_at_the_line_of_its_block() {
    assertThat(problems(without("profile: wlcg")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("issuer.profile");
              assertThat(problem.line()).isEqualTo(4);
            });
  }

  @Test
  void an_unknown_setting_is_an_error_with_a_suggestion() {
    assertThat(mistakes(after("profile: wlcg", "polling: 5s", "on_refused: fail")))
        .satisfiesExactlyInAnyOrder(
            unknown -> assertThat(unknown).startsWith("issuer.polling is not a setting: there are"),
            near ->
                assertThat(near)
                    .isEqualTo("issuer.on_refused is not a setting: did you mean on-refused?"));
  }

  @Test
  void a_key_given_twice_is_an_error_that_names_both_lines() {
    assertThat(problems(after("profile: wlcg", "profile: plain")))
        .containsExactly(
            new Problem("issuer.profile", 6, "is given twice, first in line 5: keep one"));
  }

  @Test
  void a_key_without_a_value_is_an_error() {
    assertThat(mistakes(after("profile: wlcg", "name:", "custom-claims: {a: }", "lifetimes:")))
        .containsExactlyInAnyOrder(
            "issuer.name is empty: give a value or remove the line",
            "issuer.custom-claims.a is empty: give a value or remove the line",
            "issuer.lifetimes is empty: give a value or remove the line");
    assertThat(mistakes(with("accounts: files", "accounts:", "trusted-proxies:")))
        .contains(
            "accounts is empty: give a value or remove the line",
            "trusted-proxies is empty: give a value or remove the line");
  }

  @Test
  void aliases_are_refused() {
    assertThat(mistakes(with("profile: wlcg", "profile: &p wlcg", "name: *p")))
        .containsExactly("issuer.name is a YAML alias: write the value out");
  }

  @Test
  void a_second_document_is_refused() {
    assertThat(mistakes(SIMPLE + "---\nlisten: 8080\n"))
        .containsExactly("begins a second document: a configuration is one");
  }

  @Test
  void what_is_not_yaml_is_reported_with_its_line() {
    assertThat(problems("database: x\n  issuer: : {\n"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(2);
              assertThat(problem.message()).startsWith("is not YAML here: ");
            });
  }

  @Test
  void an_empty_file_and_one_without_keys_are_refused() {
    assertThat(mistakes("")).containsExactly("the file is empty");
    assertThat(mistakes("- a\n")).singleElement().asString().contains("should have keys");
  }

  @Test
  void nesting_has_an_end() {
    assertThat(mistakes("a: " + "[".repeat(60) + "]".repeat(60)))
        .singleElement()
        .asString()
        .contains("nested too deeply");
  }

  @Test
  void a_value_of_the_wrong_kind_is_told_what_it_should_be() {
    assertThat(
            mistakes(
                SIMPLE
                    .replace("url: https://tokens.lab.example", "url: [a]")
                    .replace("audience: https://storage.lab.example", "audience: {a: b}")
                    .replace("grants: [device, refresh]", "grants: [[device]]")))
        .containsExactlyInAnyOrder(
            "issuer.url should be a single value; it is a list",
            "issuer.audience should be a list; it is a block",
            "clients[0].grants[0] should be a single value, not a list");
    assertThat(mistakes(with("accounts: files", "accounts: files", "tls: yes", "metrics: [a]")))
        .containsExactlyInAnyOrder(
            "tls should be a block; it is a single value",
            "metrics should be a block; it is a list");
    assertThat(mistakes(SIMPLE.replaceAll("(?s)clients:.*", "clients: {id: x}\nscopes: all\n")))
        .containsExactlyInAnyOrder(
            "clients should be a list: begin each entry with a dash; it is a block",
            "scopes should be a list: begin each entry with a dash; it is a single value");
    assertThat(mistakes(SIMPLE.replaceAll("(?s)clients:.*", "clients: [a]\nscopes:\n")))
        .containsExactlyInAnyOrder(
            "clients[0] should be a block of settings, not a single value",
            "scopes is empty: give a value or remove the line");
    assertThat(mistakes(after("profile: wlcg", "name: {a: b}")))
        .containsExactly("issuer.name should be a single value; it is a block");
  }

  @Test
  void a_list_may_be_one_text_with_commas_and_names_nothing_twice() {
    IssuerConfig issuer =
        Reader.loaded(
                with(
                    "audience: https://storage.lab.example",
                    "audience: https://a.example, https://b.example"))
            .issuers()
            .getFirst();
    assertThat(issuer.issuer().audiences().defaults())
        .containsExactly("https://a.example", "https://b.example");

    assertThat(mistakes(with("audience: https://storage.lab.example", "audience: a, a")))
        .containsExactly("issuer.audience names a twice: keep one");
  }

  @Test
  void a_file_that_can_not_be_read_is_a_problem_and_no_exception() throws IOException {
    assertThat(Configurations.load(folder.resolve("none.yaml"), Map.of()))
        .isEqualTo(
            new Configurations.Mistaken(
                List.of(new Problem("", 0, "the file can not be read: there is no such file"))));
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xc3, 0x28});
    assertThat(Configurations.load(binary, Map.of()))
        .isEqualTo(
            new Configurations.Mistaken(List.of(new Problem("", 0, "the file is not UTF-8 text"))));
  }

  @Test
  void problems_print_as_compilers_print_them() {
    List<Problem> problems =
        List.of(new Problem("issuer.url", 4, "is wrong"), new Problem("", 0, "the file is empty"));

    assertThat(Configurations.print("a.yaml", problems))
        .isEqualTo("a.yaml:4: issuer.url is wrong\na.yaml: the file is empty\n");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("line 4: issuer.url is wrong", "the file is empty");
  }
}
