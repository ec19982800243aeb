package org.symbolon.bench.load;

import java.util.Optional;

/** What the server answered. */
record Answer(int status, String body) {
  /** A member of the JSON object, where it is a text without escapes: tokens and codes are. */
  Optional<String> text(String name) {
    String before = "\"" + name + "\":\"";
    int start = body.indexOf(before);
    if (start < 0) {
      return Optional.empty();
    }
    int from = start + before.length();
    return Optional.of(body.substring(from, body.indexOf('"', from)));
  }
}
