package org.symbolon.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.symbolon.templates.Script;
import org.symbolon.templates.Stylesheet;

/**
 * A file that pages need, served under a path that holds its hash.
 *
 * @param path below the issuer's
 */
record Asset(String path, String type, byte[] content) {
  private static final String FOREVER = "public, max-age=31536000, immutable";

  static Asset of(Stylesheet stylesheet) {
    return new Asset(
        "/style." + stylesheet.hash() + ".css",
        "text/css; charset=utf-8",
        stylesheet.text().getBytes(StandardCharsets.UTF_8));
  }

  static Asset of(Script script) {
    return new Asset(
        "/form-post." + script.hash() + ".js",
        "text/javascript; charset=utf-8",
        script.text().getBytes(StandardCharsets.UTF_8));
  }

  static Asset script(String name, Script script) {
    return new Asset(
        "/" + name + "." + script.hash() + ".js",
        "text/javascript; charset=utf-8",
        script.text().getBytes(StandardCharsets.UTF_8));
  }

  static Asset logo(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      String ending = name.substring(name.lastIndexOf('.') + 1);
      return new Asset(
          "/logo." + EntityTag.hash(content).substring(0, 16) + "." + ending,
          type(ending),
          content);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the logo " + file + " can not be read", unreadable);
    }
  }

  private static String type(String ending) {
    return switch (ending) {
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "webp" -> "image/webp";
      case "gif" -> "image/gif";
      default ->
          throw new IllegalArgumentException(
              "a logo must be a svg, png, jpeg, webp or gif file, not ." + ending);
    };
  }

  void answer(Context context) {
    context.header("Content-Type", type);
    context.header("Cache-Control", FOREVER);
    context.header("X-Content-Type-Options", "nosniff");
    // A picture may hold script; opened by itself it runs none.
    context.header(
        "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    context.result(content);
  }
}
