package org.symbolon.templates;

import java.util.List;

/**
 * The colours of one scheme, light or dark, but for the site's own.
 *
 * @param background behind everything
 * @param surface behind text
 * @param text body text
 * @param muted secondary text
 * @param line decoration that may be overlooked
 * @param edge the border of something to press or to type in
 * @param good marks success
 * @param bad marks failure
 * @param away where a site's colour is moved to be seen on this surface: black or white
 */
record Theme(
    Colour background,
    Colour surface,
    Colour text,
    Colour muted,
    Colour line,
    Colour edge,
    Colour good,
    Colour bad,
    Colour away) {
  static final Theme LIGHT =
      new Theme(
          Colour.of("#f4f5f7"),
          Colour.WHITE,
          Colour.of("#1a1e23"),
          Colour.of("#58616c"),
          Colour.of("#dfe3e8"),
          Colour.of("#7f8893"),
          Colour.of("#1a7f37"),
          Colour.of("#b3261e"),
          Colour.BLACK);

  static final Theme DARK =
      new Theme(
          Colour.of("#101317"),
          Colour.of("#191d23"),
          Colour.of("#e7eaee"),
          Colour.of("#a3acb8"),
          Colour.of("#2f363f"),
          Colour.of("#76808d"),
          Colour.of("#57ce7c"),
          Colour.of("#ff8f85"),
          Colour.WHITE);

  /** What the site's colour may stand on. */
  List<Colour> grounds() {
    return List.of(background, surface);
  }
}
