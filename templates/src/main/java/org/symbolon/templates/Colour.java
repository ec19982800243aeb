package org.symbolon.templates;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An sRGB colour, and the arithmetic that tells whether text on it can be read (WCAG 2.2, relative
 * luminance and contrast ratio).
 */
record Colour(int red, int green, int blue) {
  static final Colour BLACK = new Colour(0, 0, 0);
  static final Colour WHITE = new Colour(255, 255, 255);

  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  static Colour of(String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not a colour of the form #rrggbb: " + hex);
    }
    int number = Integer.parseInt(hex.substring(1), 16);
    return new Colour(number >> 16, number >> 8 & 0xff, number & 0xff);
  }

  String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /** From 1 (the same) to 21 (black on white), whichever of the two is the text. */
  double contrast(Colour other) {
    double lighter = Math.max(luminance(), other.luminance());
    double darker = Math.min(luminance(), other.luminance());
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** This colour moved towards another: 0 is this one, 1 the other. */
  Colour towards(Colour other, double share) {
    return new Colour(
        mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
