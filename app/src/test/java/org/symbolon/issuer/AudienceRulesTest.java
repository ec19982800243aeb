package org.symbolon.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.AudienceRules.Invalid;
import org.symbolon.issuer.AudienceRules.Targets;

class AudienceRulesTest {
  private static final Audiences RULES =
      new Audiences(List.of("https://data.example"), List.of("https://*.example/x*y/z", "batch"));

  @Test
  void no_audience_asked_for_means_the_defaults() {
    assertThat(resolve(RULES, List.of(), List.of())).isEqualTo(targets("https://data.example"));
  }

  @Test
  void audiences_may_be_repeated_or_separated_by_blanks_and_are_given_once() {
    assertThat(
            resolve(
                RULES,
                List.of("batch https://data.example", "batch"),
                List.of("https://a.example/xy/z")))
        .isEqualTo(targets("batch", "https://data.example", "https://a.example/xy/z"));
  }

  @Test
  void a_star_stands_for_any_run_of_characters() {
    assertThat(AudienceRules.allows(RULES, "https://a.example/x12y/z")).isTrue();
    assertThat(AudienceRules.allows(RULES, "https://a.example/x/z")).isFalse();
    assertThat(AudienceRules.allows(RULES, "http://a.example/xy/z")).isFalse();
    assertThat(AudienceRules.allows(RULES, "https://a.example/xy/")).isFalse();
    assertThat(AudienceRules.allows(new Audiences(List.of(), List.of("a*a")), "a")).isFalse();
    assertThat(AudienceRules.allows(new Audiences(List.of(), List.of("a*bc*cd")), "abcd"))
        .isFalse();
    assertThat(AudienceRules.allows(new Audiences(List.of(), List.of("*")), "anything")).isTrue();
  }

  @Test
  void a_wildcard_audience_needs_its_exact_name_in_the_rules() {
    Audiences open = new Audiences(List.of("ANY"), List.of("*", "https://wlcg.cern.ch/*"));
    assertThat(AudienceRules.allows(open, "https://wlcg.cern.ch/jwt/v1/any")).isFalse();
    assertThat(AudienceRules.allows(open, "ANY")).isFalse();
    assertThat(AudienceRules.allows(new Audiences(List.of(), List.of("ANY")), "ANY")).isTrue();
  }

  @Test
  void a_wildcard_audience_is_never_given_by_default() {
    Audiences careless = new Audiences(List.of("ANY", "batch"), List.of("ANY"));
    assertThat(resolve(careless, List.of(), List.of())).isEqualTo(targets("batch"));
    assertThat(resolve(careless, List.of("ANY"), List.of())).isEqualTo(targets("ANY"));
  }

  @Test
  void an_audience_nobody_allowed_is_invalid() {
    assertThat(resolve(RULES, List.of("batch", "https://evil.test"), List.of()))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.why()).contains("https://evil.test"));
  }

  @Test
  void a_resource_must_be_an_absolute_uri_without_a_fragment() {
    for (String bad : List.of("data", "/data", "https://data.example#x", "https://a b", "::")) {
      assertThat(resolve(RULES, List.of(), List.of(bad))).isInstanceOf(Invalid.class);
    }
    assertThat(resolve(RULES, List.of(), List.of("https://data.example")))
        .isEqualTo(targets("https://data.example"));
  }

  @Test
  void each_resource_is_one_and_an_empty_one_is_none() {
    assertThat(
            resolve(
                RULES,
                List.of(),
                List.of("https://data.example", "", "https://b.example", "https://data.example")))
        .isEqualTo(resolve(RULES, List.of("https://data.example https://b.example"), List.of()));
    assertThat(resolve(RULES, List.of(), List.of("https://data.example https://b.example")))
        .isInstanceOf(Invalid.class);
    assertThat(resolve(RULES, List.of(), List.of(" ")))
        .isEqualTo(resolve(RULES, List.of(), List.of()));
  }

  @Test
  void what_was_approved_by_name_binds_and_defaults_do_not() {
    List<String> asked = List.of("https://b.example");
    assertThat(AudienceRules.isWithin(RULES, List.of("https://a.example"), asked)).isFalse();
    assertThat(AudienceRules.isWithin(RULES, List.of(), asked)).isFalse();
    assertThat(
            AudienceRules.isWithin(RULES, List.of("https://a.example", "https://b.example"), asked))
        .isTrue();
    assertThat(AudienceRules.isWithin(RULES, RULES.defaults(), asked)).isTrue();
    assertThat(AudienceRules.isWithin(RULES, List.of("ANY"), asked)).isTrue();
    assertThat(AudienceRules.isWithin(RULES, asked, List.of("https://b.example", "ANY"))).isFalse();
  }

  @Test
  void hostile_audiences_are_invalid_and_not_repeated_in_the_answer() {
    for (String bad : List.of("a\r\nb", "a\"b", "a\\b", "ä", "x".repeat(600))) {
      assertThat(resolve(RULES, List.of(bad), List.of()))
          .isInstanceOfSatisfying(
              Invalid.class, invalid -> assertThat(invalid.why()).doesNotContain(bad));
    }
  }

  @Test
  void more_audiences_than_a_token_can_carry_are_invalid() {
    String many =
        "batch "
            + "n ".repeat(1)
            + java.util.stream.IntStream.range(0, 25)
                .mapToObj(number -> "a" + number)
                .collect(java.util.stream.Collectors.joining(" "));
    assertThat(resolve(RULES, List.of(many), List.of())).isInstanceOf(Invalid.class);
  }

  private static AudienceRules.Result resolve(
      Audiences rules, List<String> audience, List<String> resource) {
    return AudienceRules.resolve(rules, audience, resource);
  }

  private static Targets targets(String... names) {
    return new Targets(List.of(names));
  }
}
