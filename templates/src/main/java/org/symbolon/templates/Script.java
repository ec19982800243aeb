package org.symbolon.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A script that one page needs, served as {@code text/javascript; charset=utf-8}.
 *
 * @param text the whole script
 * @param hash of the text, in hex and short enough for a path: a path that holds it may be cached
 *     for ever
 */
public record Script(String text, String hash) {
  /** Sends the form of {@link FormPost}. */
  public static Script formPost() {
    return resource("form-post.js");
  }

  /** Compares, for clients in other windows, whether the session is the same. */
  public static Script sessionFrame() {
    return resource("session-frame.js");
  }

  private static Script resource(String name) {
    try (InputStream script =
        Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return new Script(text, Stylesheet.hash(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
