package org.symbolon.templates;

/**
 * Which addresses a page may carry. The templates escape what they print, but escaping does not
 * make {@code javascript:…} or {@code //elsewhere} harmless: those are refused when the view is
 * made.
 */
final class Href {
  private Href() {}

  /** An absolute http or https address. */
  static String web(String href) {
    if (!isWeb(href)) {
      throw new IllegalArgumentException("Not an http(s) address: " + href);
    }
    return printable(href);
  }

  /** A path on this origin, or an absolute http or https address. */
  static String link(String href) {
    if (!isWeb(href) && !isPath(href)) {
      throw new IllegalArgumentException("Neither a path nor an http(s) address: " + href);
    }
    return printable(href);
  }

  /** As {@link #link}, or an address to write mail to. */
  static String contact(String href) {
    return href.startsWith("mailto:") ? printable(href) : link(href);
  }

  /** A path on this origin: forms, the stylesheet and the logo come from nowhere else. */
  static String path(String href) {
    if (!isPath(href)) {
      throw new IllegalArgumentException("Not a path on this origin: " + href);
    }
    return printable(href);
  }

  private static boolean isWeb(String href) {
    return href.startsWith("https://") || href.startsWith("http://");
  }

  private static boolean isPath(String href) {
    // A browser reads "//host" and "/\host" as another origin.
    return href.startsWith("/") && !href.startsWith("//");
  }

  private static String printable(String href) {
    // Browsers drop tabs and line ends and read a backslash as a slash: what was checked must be
    // what they see.
    if (href.chars().anyMatch(letter -> letter <= ' ' || letter > '~' || letter == '\\')) {
      throw new IllegalArgumentException("An address may not contain blanks or controls: " + href);
    }
    return href;
  }
}
