package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast as WCAG 2.2 level AA asks for: 4.5:1 for text (1.4.3), 3:1 for controls (1.4.11). */
class ColourTest {
  static List<Theme> themes() {
    return List.of(Theme.LIGHT, Theme.DARK);
  }

  @Test
  void contrast_is_what_the_guidelines_say() {
    assertThat(Colour.BLACK.contrast(Colour.WHITE)).isEqualTo(21, within(0.001));
    assertThat(Colour.of("#777777").contrast(Colour.WHITE)).isEqualTo(4.48, within(0.01));
  }

  @ParameterizedTest
  @MethodSource("themes")
  void all_text_can_be_read_on_all_grounds(Theme theme) {
    for (Colour ground : theme.grounds()) {
      for (Colour text : List.of(theme.text(), theme.muted())) {
        assertThat(text.contrast(ground)).isGreaterThanOrEqualTo(4.5);
      }
      for (Colour shape : List.of(theme.edge(), theme.good(), theme.bad())) {
        assertThat(shape.contrast(ground)).isGreaterThanOrEqualTo(3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("themes")
  void any_colour_a_site_may_choose_is_made_readable(Theme theme) {
    for (Colour wanted : manyColours()) {
      Accent accent = Accent.of(wanted, theme);

      assertThat(accent.onFill().contrast(accent.fill())).isGreaterThanOrEqualTo(4.5);
      for (Colour ground : theme.grounds()) {
        assertThat(accent.fill().contrast(ground)).isGreaterThanOrEqualTo(3);
        assertThat(accent.text().contrast(ground)).isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  @Test
  void a_colour_that_can_be_read_is_left_as_it_is() {
    Colour wanted = Colour.of(Samples.ACCENT);

    assertThat(Accent.of(wanted, Theme.LIGHT)).isEqualTo(new Accent(wanted, Colour.WHITE, wanted));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "red", "#fff", "#12345g", "#1234567", "#123456;}"})
  void what_is_no_colour_never_reaches_the_stylesheet(String text) {
    assertThatThrownBy(() -> Stylesheet.render(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Colour> manyColours() {
    int[] channel = IntStream.rangeClosed(0, 15).map(step -> step * 17).toArray();
    List<Colour> colours = new ArrayList<>();
    for (int red : channel) {
      for (int green : channel) {
        for (int blue : channel) {
          colours.add(new Colour(red, green, blue));
        }
      }
    }
    return colours;
  }
}
