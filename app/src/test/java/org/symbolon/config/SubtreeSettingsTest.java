package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.with;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;

class SubtreeSettingsTest {
  private static Rule rule(String... settings) {
    return loaded(asking(settings)).issuers().getFirst().scopes().getFirst();
  }

  private static String asking(String... settings) {
    String[] lines = new String[settings.length + 1];
    lines[0] = "ask: files";
    System.arraycopy(settings, 0, lines, 1, settings.length);
    return with("ask: files", lines);
  }

  private static Optional<Subtree> subtree(String... settings) {
    return ((How.Ask) rule(settings).how()).subtree();
  }

  @Test
  void a_rule_asks_about_the_named_path_alone_unless_it_says_otherwise() {
    assertThat(subtree()).isEmpty();
    assertThat(subtree("subtree: top")).isEmpty();
    assertThat(rule().leastDepth()).isZero();
  }

  @Test
  void a_walk_has_bounds() {
    assertThat(subtree("subtree: walk")).contains(new Subtree(10_000, Duration.ofSeconds(2)));
    assertThat(subtree("subtree: walk", "walk-entries: 500", "walk-time: 300ms"))
        .contains(new Subtree(500, Duration.ofMillis(300)));
    assertThat(mistakes(asking("subtree: walk", "walk-entries: 0", "walk-time: 2m")))
        .containsExactly(
            "scopes[0].walk-entries should be a whole number from 1 to 1000000",
            "scopes[0].walk-time should be from 1ms to 1m");
    assertThat(mistakes(asking("walk-time: 1s")))
        .containsExactly(
            "scopes[0].walk-time bounds a walk and has no effect without subtree: walk");
  }

  @Test
  void a_walk_must_be_able_to_end_before_the_resolver_is_given_up() {
    assertThat(mistakes(asking("subtree: walk", "walk-time: 5s")))
        .containsExactly(
            "resolvers[0].timeout should be longer than walk-time of the scopes' rule 1"
                + " (storage.read:/**)");
  }

  @Test
  void a_least_depth_concerns_what_is_granted() {
    assertThat(rule("min-depth: 2").leastDepth()).isEqualTo(2);
    assertThat(mistakes(with("ask: files", "refuse: No.", "min-depth: 2", "subtree: walk")))
        .containsExactly(
            "scopes[0].min-depth says how narrow a grant must be: it does nothing to a refusal",
            "scopes[0].subtree is a matter of those who are asked and has no effect without ask");
  }
}
