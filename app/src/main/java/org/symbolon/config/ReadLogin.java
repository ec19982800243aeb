package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;

/** Reads {@code login}: the ways to log in. */
final class ReadLogin {
  private static final String OPENID = "openid";
  private static final String PASSWORDS = "passwords";
  private static final String LOCAL = "local-accounts";
  private static final List<String> KINDS = List.of(OPENID, PASSWORDS, LOCAL);

  private ReadLogin() {}

  static List<LoginMethodConfig> from(Section around, List<String> resolvers) {
    List<LoginMethodConfig> logins = new ArrayList<>();
    for (Section section : around.sections("login")) {
      LoginMethodConfig login = login(section, resolvers);
      if (logins.stream().anyMatch(other -> other.name().equals(login.name()))) {
        section.mistake("name", "is another login method's too: give each its own");
      }
      logins.add(login);
    }
    return logins;
  }

  /** The one method that answers the password grant. */
  static Optional<String> passwordGrant(Section around, List<Client> clients) {
    List<Section> marked =
        around.sections("login").stream()
            .filter(section -> section.value("password-grant", Readings::flag, false))
            .toList();
    if (marked.size() > 1) {
      marked.getLast().mistake("password-grant", "is another login method's already: one answers");
    }
    boolean wanted =
        clients.stream().anyMatch(client -> client.grantTypes().contains(GrantType.PASSWORD));
    if (wanted && marked.isEmpty()) {
      around.mistake(
          "clients",
          "has one with the grant password, but no login method has password-grant: true");
    }
    return marked.stream().findFirst().flatMap(section -> section.value("name", Readings::name));
  }

  private static LoginMethodConfig login(Section section, List<String> resolvers) {
    String name =
        section
            .required("name", Readings::name, "a short name that never changes, as in campus")
            .orElse("");
    String label = section.value("label", Readings::text, name);
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    if (kinds.size() > 1) {
      section.mistake(
          kinds.getLast(), "stands beside " + kinds.getFirst() + ": make two login methods of it");
    }
    if (kinds.isEmpty()) {
      section.mistake(
          "needs openid with a provider's URL, passwords with a resolver's name, or"
              + " local-accounts");
      // What kind was meant is unknown, so nothing of it can be called a wrong setting.
      section.forLater();
    }
    return switch (kinds.isEmpty() ? OPENID : kinds.getLast()) {
      case PASSWORDS -> ReadPasswords.ofResolver(section, name, label, resolvers);
      case LOCAL -> ReadLocalAccounts.from(section, name, label);
      default -> ReadOpenId.from(section, name, label);
    };
  }
}
