package org.symbolon.mint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.symbolon.scope.ScopeSet;

/** Which claims about a person a scope opens (OpenID Connect Core §5.4). */
public final class PersonClaims {
  private static final Map<String, List<String>> BY_SCOPE =
      Map.of(
          "profile",
              List.of(
                  "name",
                  "family_name",
                  "given_name",
                  "middle_name",
                  "nickname",
                  "preferred_username",
                  "profile",
                  "picture",
                  "website",
                  "gender",
                  "birthdate",
                  "zoneinfo",
                  "locale",
                  "updated_at"),
          "email", List.of("email", "email_verified"),
          "phone", List.of("phone_number", "phone_number_verified"),
          "address", List.of("address"));

  private PersonClaims() {}

  /**
   * The part of {@code known} that the granted scopes open, by name; for ID tokens and userinfo.
   */
  public static Map<String, Object> select(ScopeSet granted, Map<String, Object> known) {
    Map<String, Object> selected = new TreeMap<>();
    BY_SCOPE.forEach(
        (scope, names) -> {
          if (granted.has(scope)) {
            names.stream()
                .filter(known::containsKey)
                .forEach(name -> selected.put(name, known.get(name)));
          }
        });
    return selected;
  }

  /** The claims that these scopes may open, for the metadata. */
  public static List<String> names(Collection<String> scopes) {
    return scopes.stream()
        .flatMap(scope -> BY_SCOPE.getOrDefault(scope, List.of()).stream())
        .distinct()
        .toList();
  }
}
