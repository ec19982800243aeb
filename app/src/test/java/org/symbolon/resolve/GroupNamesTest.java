package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolve.GroupNames.Step;

/** How a source's names of groups become the site's. */
final class GroupNamesTest {
  private static GroupNames of(Step... steps) {
    return new GroupNames(List.of(steps));
  }

  @Test
  void each_rule_works_on_what_the_one_before_made() {
    GroupNames names =
        of(
            new Step.LowerCase(),
            new Step.StripPrefix("cn="),
            Step.rewrite("grp-(.*)-members", "$1"),
            new Step.Rename(Map.of("icecube-ana", "icecube")),
            new Step.AddPrefix("lab-"));
    assertThat(names.map("CN=grp-IceCube-Ana-members")).contains("lab-icecube");
    assertThat(names.map("other")).contains("lab-other");
  }

  @Test
  void a_pattern_must_match_the_whole_name() {
    GroupNames names = of(Step.rewrite("ice(.*)", "$1"), Step.drop("tmp.*"));
    assertThat(names.map("icecube")).contains("cube");
    assertThat(names.map("nice")).contains("nice");
    assertThat(names.map("tmp-7")).isEmpty();
    assertThat(names.map("not-tmp")).contains("not-tmp");
  }

  @Test
  void what_a_rule_leaves_of_a_name_must_be_one() {
    assertThat(of(new Step.StripPrefix("cn=")).map("cn=")).isEmpty();
    assertThat(of(Step.rewrite("(a)?b", "$1")).map("b")).isEmpty();
    assertThat(of(new Step.AddPrefix("x".repeat(200))).map("y".repeat(100))).isEmpty();
  }

  @Test
  void one_group_has_one_spelling() {
    assertThat(GroupNames.AS_THEY_ARE.map("  cafe\u0301 ")).contains("caf\u00e9");
    assertThat(GroupNames.AS_THEY_ARE.map("Domain Users")).contains("Domain Users");
    assertThat(GroupNames.AS_THEY_ARE.map("cms/uscms")).contains("cms/uscms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\t", "a\u0000b", "a\nb", "\u202eabc", "a\u200bb", "\ue000", "\ud800"})
  void what_nobody_could_see_or_write_is_no_name(String hostile) {
    assertThat(GroupNames.AS_THEY_ARE.map(hostile)).isEmpty();
    assertThat(GroupNames.AS_THEY_ARE.map("a".repeat(256))).isEmpty();
  }

  /** Such a pattern stops a thread for ages in other engines. */
  @Test
  void a_hostile_name_costs_no_more_than_its_length() {
    GroupNames names = of(Step.rewrite("(a+)+b", "x"));
    String hostile = "a".repeat(250);
    long began = System.nanoTime();
    assertThat(names.map(hostile)).contains(hostile);
    assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a{2,1}", "(?=a)", "(a)\\1", "[z-a]"})
  void a_bad_pattern_is_refused_at_start(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.rewrite(pattern, "x"))
        .withMessageContaining("is not a regular expression");
    assertThatIllegalArgumentException().isThrownBy(() -> Step.drop(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2", "$0", "$", "a$x"})
  void a_part_that_the_pattern_has_not_is_refused_at_start(String to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.rewrite("(a)b", to))
        .withMessageContaining("$1");
  }
}
