package org.symbolon.resolve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The upstream's claims as resolvers see them: texts and lists of texts, nothing else. */
final class ClaimTexts {
  /**
   * About the ID token, not about the person (OpenID Connect Core §2, §3.3.2.11, RFC 7519 §4.1).
   * They differ from login to login, and with them no account would ever be found in a cache.
   */
  private static final Set<String> ABOUT_THE_TOKEN =
      Set.of(
          "iss",
          "aud",
          "azp",
          "jti",
          "nonce",
          "at_hash",
          "c_hash",
          "s_hash",
          "sid",
          "session_state");

  private ClaimTexts() {}

  static Map<String, List<String>> of(Map<String, Object> claims) {
    Map<String, List<String>> texts = new HashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!ABOUT_THE_TOKEN.contains(name)) {
            texts(value).ifPresent(list -> texts.put(name, list));
          }
        });
    return texts;
  }

  private static Optional<List<String>> texts(Object value) {
    if (value instanceof String text) {
      return Optional.of(List.of(text));
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return Optional.of(list.stream().map(String.class::cast).toList());
    }
    return Optional.empty();
  }
}
