package org.symbolon.mint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.symbolon.issuer.ClaimSettings;
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
   * The part of {@code known} that is told, by name; for ID tokens and userinfo.
   *
   * @param granted the scopes that open claims
   * @param asked claims that the request names one by one, as far as they may be told (§5.5)
   */
  public static Map<String, Object> select(
      ClaimSettings settings, ScopeSet granted, Set<String> asked, Map<String, Object> known) {
    Map<String, Object> selected = new TreeMap<>();
    for (String scope : scopes(settings)) {
      if (granted.has(scope)) {
        opened(settings, scope).stream()
            .filter(known::containsKey)
            .forEach(name -> selected.put(name, known.get(name)));
      }
    }
    asked.stream()
        .filter(name -> known.containsKey(name) && opening(settings, name).isPresent())
        .forEach(name -> selected.put(name, known.get(name)));
    return selected;
  }

  /** The claims that these scopes may open, for the metadata. */
  public static List<String> names(ClaimSettings settings, Collection<String> scopes) {
    return scopes.stream().flatMap(scope -> opened(settings, scope).stream()).distinct().toList();
  }

  /** The scope that has to be granted for a claim to be told; empty where none tells it. */
  public static Optional<String> opening(ClaimSettings settings, String claim) {
    return scopes(settings).stream()
        .filter(scope -> opened(settings, scope).contains(claim))
        .findFirst();
  }

  /** How the person signed in, in the institution's own words (OpenID Connect Core §2). */
  public static Optional<String> acr(Map<String, Object> told) {
    return told.get("acr") instanceof String acr && !acr.isBlank()
        ? Optional.of(acr)
        : Optional.empty();
  }

  /**
   * What is known of a person: what the institution says, and where it says nothing the account.
   *
   * @param attributes of the local account
   */
  public static Map<String, Object> known(
      ClaimSettings settings, Map<String, Object> told, Map<String, List<String>> attributes) {
    Map<String, Object> known = new HashMap<>(told);
    settings
        .fromAccount()
        .forEach(
            (claim, attribute) -> {
              List<String> values = attributes.getOrDefault(attribute, List.of());
              if (!values.isEmpty()) {
                known.putIfAbsent(claim, value(claim, values));
              }
            });
    return known;
  }

  /** OpenID Connect Core §5.1 says of which type each is. */
  private static Object value(String claim, List<String> values) {
    String first = values.getFirst();
    return switch (claim) {
      case "email_verified", "phone_number_verified" -> Boolean.parseBoolean(first);
      case "updated_at" -> first.matches("[0-9]{1,15}") ? Long.valueOf(first) : first;
      // §5.1.1; RFC 4517 §3.3.28 has dollar signs between the lines of an address.
      case "address" -> Map.of("formatted", first.replace("$", "\n"));
      default ->
          BY_SCOPE.values().stream().anyMatch(names -> names.contains(claim)) || values.size() == 1
              ? first
              : List.copyOf(values);
    };
  }

  private static Set<String> scopes(ClaimSettings settings) {
    Set<String> scopes = new LinkedHashSet<>(List.of("profile", "email", "phone", "address"));
    scopes.addAll(settings.byScope().keySet());
    return scopes;
  }

  private static List<String> opened(ClaimSettings settings, String scope) {
    List<String> names = new ArrayList<>(BY_SCOPE.getOrDefault(scope, List.of()));
    names.addAll(settings.byScope().getOrDefault(scope, List.of()));
    return names;
  }
}
