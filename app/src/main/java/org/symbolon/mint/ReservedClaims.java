package org.symbolon.mint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The claims that this server sets, or that would change how a verifier reads a token. */
public final class ReservedClaims {
  private static final Set<String> NAMES =
      Set.of(
          // RFC 7519 §4.1
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          // RFC 9068 §2.2, RFC 8693 §4, RFC 7800 §3.1
          "scope",
          "client_id",
          "auth_time",
          "groups",
          "act",
          "may_act",
          "cnf",
          // OpenID Connect Core §2
          "nonce",
          "acr",
          "at_hash",
          "c_hash",
          "s_hash",
          "azp",
          "sid",
          // Which of these is there decides as which profile scitokens-cpp reads the token.
          "ver",
          "wlcg.ver",
          "wlcg.groups",
          "eduperson_entitlement",
          "scp",
          "opt",
          // Ours
          "lineage",
          "made_from",
          "grant");

  private ReservedClaims() {}

  /**
   * Whether these may be added to tokens; the configuration asks at start.
   *
   * @return one sentence for each claim that may not
   */
  public static List<String> check(Map<String, Object> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    new TreeMap<>(claims)
        .forEach(
            (name, value) -> {
              if (NAMES.contains(name)) {
                problems.add("the claim " + name + " is set by the server itself");
              } else if (name.startsWith("wlcg.")) {
                problems.add("the claim " + name + " belongs to the WLCG profile");
              } else if (name.isBlank()) {
                problems.add("a claim has no name");
              } else if (!isJson(value)) {
                problems.add("the claim " + name + " has a value that is no JSON");
              }
            });
    return List.copyOf(problems);
  }

  static boolean contains(String name) {
    return NAMES.contains(name);
  }

  private static boolean isJson(Object value) {
    return switch (value) {
      case String _, Boolean _, Integer _, Long _ -> true;
      case Double number -> Double.isFinite(number);
      case List<?> list -> list.stream().allMatch(item -> item != null && isJson(item));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .allMatch(
                  entry ->
                      entry.getKey() instanceof String
                          && entry.getValue() != null
                          && isJson(entry.getValue()));
      default -> false;
    };
  }
}
