package org.symbolon.login;

import java.util.List;
import java.util.Map;
import org.symbolon.grant.Login;

/** How a page names the person, as their institution does. */
public final class DisplayName {
  private static final List<String> CLAIMS = List.of("name", "preferred_username", "email");

  private DisplayName() {}

  public static String of(Login login) {
    return of(login.claims(), login.grant().username());
  }

  static String of(Map<String, Object> claims, String otherwise) {
    for (String claim : CLAIMS) {
      if (claims.get(claim) instanceof String name && !name.isBlank()) {
        return name;
      }
    }
    return otherwise;
  }
}
