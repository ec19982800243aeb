package org.symbolon.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The one stylesheet of a site, its colour included. It is served as {@code text/css;
 * charset=utf-8} by the application: the pages carry no style of their own, so that the content
 * security policy can forbid it.
 *
 * @param text the whole CSS
 * @param hash of the text, in hex and short enough for a path: a path that holds it may be cached
 *     for ever
 */
public record Stylesheet(String text, String hash) {
  private static final String RESOURCE = "stylesheet.css";

  /**
   * The stylesheet for a site's colour.
   *
   * @param accentHex of the form {@code #rrggbb}, else IllegalArgumentException; darkened or
   *     lightened as far as it takes to be read in each scheme
   */
  public static Stylesheet render(String accentHex) {
    Colour accent = Colour.of(accentHex);
    String text =
        ":root {\n  color-scheme: light dark;\n"
            + properties(Theme.LIGHT, accent)
            + "}\n@media (prefers-color-scheme: dark) {\n:root {\n"
            + properties(Theme.DARK, accent)
            + "}\n}\n"
            + fixedPart();
    return new Stylesheet(text, hash(text));
  }

  private static String properties(Theme theme, Colour wanted) {
    Accent accent = Accent.of(wanted, theme);
    return property("background", theme.background())
        + property("surface", theme.surface())
        + property("text", theme.text())
        + property("muted", theme.muted())
        + property("line", theme.line())
        + property("edge", theme.edge())
        + property("good", theme.good())
        + property("bad", theme.bad())
        + property("accent", accent.fill())
        + property("on-accent", accent.onFill())
        + property("accent-text", accent.text());
  }

  private static String property(String name, Colour colour) {
    return "  --" + name + ": " + colour.hex() + ";\n";
  }

  private static String fixedPart() {
    try (InputStream css =
        Objects.requireNonNull(Stylesheet.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
