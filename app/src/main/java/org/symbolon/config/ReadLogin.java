package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code login}: the ways to log in. */
final class ReadLogin {
  private ReadLogin() {}

  static List<LoginMethodConfig> from(Section around) {
    List<LoginMethodConfig> logins = new ArrayList<>();
    for (Section section : around.sections("login")) {
      LoginMethodConfig login = login(section);
      if (logins.stream().anyMatch(other -> other.name().equals(login.name()))) {
        section.mistake("name", "is another login method's too: give each its own");
      }
      logins.add(login);
    }
    return logins;
  }

  private static LoginMethodConfig login(Section section) {
    String name =
        section
            .required("name", Readings::name, "a short name that never changes, as in campus")
            .orElse("");
    String label = section.value("label", Readings::text, name);
    boolean openid = section.has("openid");
    boolean local = section.has("local-accounts");
    if (openid && local) {
      section.mistake("local-accounts", "stands beside openid: make two login methods of it");
    }
    if (!openid && !local) {
      section.mistake("needs openid with a provider's URL, or local-accounts");
      // What kind was meant is unknown, so nothing of it can be called a wrong setting.
      section.forLater();
    }
    return local
        ? ReadLocalAccounts.from(section, name, label)
        : ReadOpenId.from(section, name, label);
  }
}
