package org.symbolon.templates;

/**
 * A site's colour, made fit for one theme: as close to what the site wants as can still be read.
 *
 * @param fill behind a button's words; at least 3:1 against what surrounds it (WCAG 2.2, 1.4.11)
 * @param onFill the button's words; at least 4.5:1 (1.4.3)
 * @param text links; at least 4.5:1
 */
record Accent(Colour fill, Colour onFill, Colour text) {
  private static final double SHAPE = 3.0;
  private static final double TEXT = 4.5;
  private static final int STEPS = 100;

  static Accent of(Colour wanted, Theme theme) {
    Colour fill = visible(wanted, theme, SHAPE);
    // On any colour black or white reaches 4.58:1: where white does not, black does.
    Colour onFill = fill.contrast(Colour.WHITE) >= TEXT ? Colour.WHITE : Colour.BLACK;
    return new Accent(fill, onFill, visible(wanted, theme, TEXT));
  }

  private static Colour visible(Colour wanted, Theme theme, double ratio) {
    for (int step = 0; step < STEPS; step++) {
      Colour moved = wanted.towards(theme.away(), (double) step / STEPS);
      if (theme.grounds().stream().allMatch(ground -> ground.contrast(moved) >= ratio)) {
        return moved;
      }
    }
    return theme.away();
  }
}
