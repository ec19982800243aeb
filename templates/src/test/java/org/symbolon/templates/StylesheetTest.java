package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StylesheetTest {
  private static final Pattern DEFINED = Pattern.compile("(?m)^ +(--[a-z-]+):");
  private static final Pattern USED = Pattern.compile("var\\((--[a-z-]+)\\)");

  private final String css = Samples.STYLESHEET.text();

  @Test
  void every_colour_that_is_used_is_defined_and_the_other_way_round() {
    assertThat(all(USED)).isEqualTo(all(DEFINED));
  }

  @Test
  void it_is_light_and_dark() {
    assertThat(css).contains("color-scheme: light dark", "@media (prefers-color-scheme: dark)");
  }

  @Test
  void it_fetches_nothing() {
    assertThat(css).doesNotContain("url(", "@import", "@font-face");
  }

  @Test
  void its_hash_changes_with_the_colour_and_only_with_it() {
    assertThat(Stylesheet.render(Samples.ACCENT)).isEqualTo(Samples.STYLESHEET);
    assertThat(Stylesheet.render("#7a1f5c").hash()).isNotEqualTo(Samples.STYLESHEET.hash());
    assertThat(Samples.STYLESHEET.hash()).matches("[0-9a-f]{16}");
  }

  private Set<String> all(Pattern pattern) {
    return pattern
        .matcher(css)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
