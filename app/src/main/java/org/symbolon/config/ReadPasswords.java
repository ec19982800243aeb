package org.symbolon.config;

import java.util.List;
import java.util.regex.Pattern;
import org.symbolon.login.LocalAccountsSettings;
import org.symbolon.login.PasswordLimits;

/** Reads what all login methods with a password page have in common. */
final class ReadPasswords {
  private ReadPasswords() {}

  /** A login method whose passwords one of the resolvers checks. */
  static LoginMethodConfig.Directory ofResolver(
      Section section, String name, String label, List<String> resolvers) {
    return new LoginMethodConfig.Directory(
        name,
        label,
        section
            .required("passwords", ReadScopes.known(resolvers), "the resolver that checks them")
            .orElse(""),
        names(section),
        limits(section));
  }

  static Pattern names(Section section) {
    return section.value(
        "username-pattern", Readings::pattern, LocalAccountsSettings.DEFAULT_NAMES);
  }

  static PasswordLimits limits(Section section) {
    PasswordLimits otherwise = PasswordLimits.DEFAULT;
    return new PasswordLimits(
        section.value("failures-per-name", Readings.number(1, 1000), otherwise.perName()),
        section.value("failures-per-address", Readings.number(1, 100_000), otherwise.perAddress()),
        section.value("failure-window", Readings.duration("1m", "1d"), otherwise.window()));
  }
}
