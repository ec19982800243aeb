package org.symbolon.web;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Documents that change seldom, and are asked for often. */
final class EntityTag {
  private EntityTag() {}

  static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Answers with JSON, or with 304 where the caller has it already (RFC 9110 §13.1.2).
   *
   * @param tag with its quotation marks
   */
  static void answer(Context context, String json, String tag, String cacheControl) {
    context.header("ETag", tag);
    context.header("Cache-Control", cacheControl);
    context.header("X-Content-Type-Options", "nosniff");
    String known = context.header("If-None-Match");
    if (known != null && (known.strip().equals("*") || known.contains(tag))) {
      context.status(304);
      return;
    }
    context.header("Content-Type", "application/json");
    context.result(json);
  }
}
