package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainWordsTest {
  private static final Pattern JARGON =
      Pattern.compile(
          "(?i)\\b(oauth|openid|scopes?|tokens?|clients?|grants?|redirect|issuer|consent"
              + "|authori[sz]\\w*|authenticat\\w*|credentials?|invalid|endpoint|session)\\b");

  private final Pages pages = new Pages();

  static Stream<Page> samples() {
    return Samples.pages().values().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void no_page_speaks_of_the_machinery(Page page) {
    String words = new Markup(pages.render(Samples.site(), page)).words();

    assertThat(words).doesNotContainPattern(JARGON);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1 second",
    "1, 1 second",
    "30, 30 seconds",
    "119, 119 seconds",
    "120, 2 minutes",
    "121, 3 minutes"
  })
  void a_time_to_wait_is_told_in_words_and_never_too_short(long seconds, String words) {
    assertThat(waiting(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @Test
  void a_part_of_a_second_counts_as_one() {
    assertThat(waiting(Duration.ofMillis(1_001))).isEqualTo("2 seconds");
  }

  @Test
  void a_code_is_read_aloud_letter_by_letter() {
    assertThat(Samples.confirm().codeSpelled()).isEqualTo("B D F G, H K L M");
  }

  private static String waiting(Duration retryAfter) {
    return new Unavailable("The directory", retryAfter, Optional.empty(), "R").waiting();
  }
}
