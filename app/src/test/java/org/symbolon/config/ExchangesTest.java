package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.exchange.ExchangeRule;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.SubjectRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.ClientId;

/** {@code exchanges}: the rules over token exchange. */
final class ExchangesTest {
  private static final String CLIENTS =
      SIMPLE.replace(
          "clients:\n",
          """
          clients:
            - id: gate
              secret-sha256: 0a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526272829
              grants: [exchange, refresh]
              serves: https://gate.lab.example
            - id: idle
              secret-sha256: 0a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526272829
              grants: [exchange]
          """);

  private static String rules(String... rules) {
    return CLIENTS + "exchanges:\n" + String.join("\n", rules).indent(2);
  }

  private static ExchangeRule read(String rule) {
    return loaded(rules(rule)).issuers().getFirst().exchanges().rules().getFirst();
  }

  private static List<String> wrong(String... rules) {
    return mistakes(rules(rules));
  }

  @Test
  void a_rule_reads_as_it_is_written() {
    ExchangeRule rule =
        read(
            """
            - name: to storage
              clients: [gate]
              mode: on-behalf-of
              subject:
                tokens: [access-token, id-token]
                audience: https://gate.lab.example
                issued-to: lab-cli
                groups: [project1]
                users: [ana]
                when: "'project1' in account.groups"
              audiences: {storage: https://storage.lab.example}
              scopes: ["storage.read:/**"]
              lifetime: 6h
              outlive-subject: true
              refresh: 7d
              may-act: idle
            """);
    assertThat(rule.name()).isEqualTo("to storage");
    assertThat(rule.mode()).isEqualTo(Mode.ON_BEHALF_OF);
    assertThat(rule.clients()).containsExactly(new ClientId("gate"));
    SubjectRule subject = rule.subject();
    assertThat(subject.kinds())
        .containsExactlyInAnyOrder(TokenKind.ACCESS_TOKEN, TokenKind.ID_TOKEN);
    assertThat(subject.audiences()).containsExactly("https://gate.lab.example");
    assertThat(subject.issuedTo()).containsExactly(new ClientId("lab-cli"));
    assertThat(subject.groups()).containsExactly("project1");
    assertThat(subject.users()).containsExactly("ana");
    assertThat(subject.condition()).isPresent();
    assertThat(rule.targets().names()).isEqualTo(Map.of("storage", "https://storage.lab.example"));
    assertThat(rule.scopes().orElseThrow()).hasSize(1);
    assertThat(rule.lifetime()).contains(Duration.ofHours(6));
    assertThat(rule.outlives()).isTrue();
    assertThat(rule.refresh()).contains(Duration.ofDays(7));
    assertThat(rule.mayAct()).contains(new ClientId("idle"));
  }

  @Test
  void what_is_left_out_is_careful() {
    ExchangeRule rule =
        read("- {clients: [gate], mode: on-behalf-of, audiences: https://x.example}");
    assertThat(rule.name()).isEqualTo("exchange 1");
    assertThat(rule.subject()).isEqualTo(SubjectRule.ANY);
    assertThat(rule.outlives()).isFalse();
    assertThat(rule.refresh()).isEmpty();
    ExchangeRule job = read("- {clients: [idle], mode: job, audiences: https://x.example}");
    assertThat(job.job()).contains(new ExchangeRule.JobBounds(Duration.ofDays(1), 1000));
  }

  @Test
  void the_implied_last_rule_can_be_switched_off() {
    assertThat(loaded(CLIENTS).issuers().getFirst().exchanges().rules())
        .containsExactly(ExchangeRule.NARROW_OWN);
    assertThat(
            loaded(CLIENTS + "narrow-own-tokens: false\n").issuers().getFirst().exchanges().rules())
        .isEmpty();
  }

  @Test
  void people_are_impersonated_by_a_token_only_where_the_rule_says_so() {
    String rule = "- {clients: [gate], mode: impersonate, scopes: openid, subject: {users: ana%s}}";
    assertThat(read(rule.formatted("")).subject().kinds()).isEmpty();
    assertThat(read(rule.formatted(", tokens: access-token")).subject().kinds())
        .containsExactly(TokenKind.ACCESS_TOKEN);
  }

  @Test
  void actors_are_clients_and_users() {
    ExchangeRule rule =
        read(
            "- {clients: [gate], mode: delegate, audiences: https://x.example,"
                + " actors: {clients: [idle], users: [help]}}");
    assertThat(rule.actors()).isEqualTo(Set.of(new ClientId("idle")));
    assertThat(rule.actingUsers()).isEqualTo(Set.of("help"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{clients: [gate], audiences: https://x.example}|mode is missing",
        "{clients: [gate], mode: on-behalve-of, audiences: https://x.example}|did you mean on-behalf-of",
        "{mode: on-behalf-of, audiences: https://x.example}|clients is missing",
        "{clients: [gat], mode: on-behalf-of, audiences: https://x.example}|names the client gat",
        "{clients: [gate], mode: on-behalf-of}|audiences is missing",
        "{clients: [idle], mode: on-behalf-of, audiences: https://x.example}|serves no audience",
        "{clients: [lab-cli], mode: job, audiences: https://x.example}|has no secret",
        "{clients: [lab-cli], mode: downscope}|whose grants have neither exchange",
        "{clients: [gate], mode: impersonate, scopes: openid}|name the users or groups",
        "{clients: [gate], mode: impersonate, subject: {users: ana}}|scopes is missing",
        "{clients: [gate], mode: impersonate, subject: {users: ana}, scopes: openid, refresh: 1d}|can not be with impersonate",
        "{clients: [idle], mode: job, audiences: https://x.example, refresh: 1d}|has no effect",
        "{clients: [gate], mode: downscope, job-uses: 7}|has no effect without mode: job",
        "{clients: [gate], mode: downscope, actors: {users: x}}|has no effect without mode: delegate",
        "{clients: [gate], mode: downscope, outlive-subject: true}|only narrows",
        "{clients: [gate], mode: downscope, subject: {tokens: id-token}}|nothing to narrow",
        "{clients: [gate], mode: on-behalf-of, audiences: {ANY: https://x.example}}|a name that no request can have",
        "{clients: [gate], mode: on-behalf-of, audiences: {x: https://*.example}}|no audience as tokens have it",
        "{clients: [gate], mode: on-behalf-of, audiences: https://x.example, subject: {when: token.x ==}}|is no condition",
        "{clients: [gate], mode: on-behalf-of, audiences: https://x.example, subject: {when: nobody == 1}}|is no condition",
        "{clients: [gate], mode: on-behalf-of, audiences: https://x.example, scopes: 'storage.red:/**'}|is not a scope pattern",
        "{clients: [gate], mode: on-behalf-of, audiences: https://x.example, name: narrow-own}|is another rule's too",
      })
  void a_mistake_is_told(String rule, String told) {
    assertThat(wrong("- " + rule)).anySatisfy(mistake -> assertThat(mistake).contains(told));
  }

  @Test
  void two_rules_of_one_name_could_not_be_told_apart_in_the_audit() {
    String rule = "- {name: x, clients: [gate], mode: downscope}";
    assertThat(wrong(rule, rule))
        .containsExactly("exchanges[1].name is another rule's too: the audit tells them by it");
  }

  @Test
  void an_audience_that_a_client_is_is_one_and_of_a_client_with_a_secret() {
    String gate = "serves: https://gate.lab.example";
    assertThat(mistakes(CLIENTS.replace(gate, "serves: https://*.example")))
        .singleElement()
        .asString()
        .contains("as it stands in tokens");
    assertThat(mistakes(CLIENTS.replace(gate, "serves: ANY")))
        .singleElement()
        .asString()
        .contains("which is everybody");
    assertThat(
            mistakes(
                CLIENTS.replace("public: true", "public: true\n    serves: https://x.example")))
        .singleElement()
        .asString()
        .contains("is of a public client");
  }

  @Test
  void a_rule_that_decides_nothing_is_a_warning_and_no_mistake() {
    String rule = "clients: [gate], mode: on-behalf-of, audiences: https://x.example}";
    assertThat(
            loaded(rules("- {name: a, " + rule, "- {name: b, " + rule))
                .issuers()
                .getFirst()
                .warnings())
        .containsExactly("the rule b decides nothing: a before it matches whatever it would");
  }
}
