package org.symbolon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.login.LocalAccount;
import org.symbolon.login.LocalAccountsSettings;
import org.symbolon.login.PasswordLimits;
import org.symbolon.protocol.SecretText;

/** Reads a login method with accounts of its own. */
final class ReadLocalAccounts {
  private ReadLocalAccounts() {}

  static LoginMethodConfig.Local from(Section section, String name, String label) {
    Pattern names = ReadPasswords.names(section);
    PasswordLimits limits = ReadPasswords.limits(section);
    LocalAccountsSettings otherwise = LocalAccountsSettings.of(List.of());
    return new LoginMethodConfig.Local(
        name,
        label,
        new LocalAccountsSettings(
            accounts(section, names),
            names,
            limits.perName(),
            limits.perAddress(),
            limits.window(),
            section.value("threads", Readings.number(1, 100), otherwise.threads()),
            section.value("waiting", Readings.number(0, 1000), otherwise.waiting())));
  }

  /** The usable ones. */
  private static List<LocalAccount> accounts(Section section, Pattern names) {
    List<LocalAccount> accounts = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Section each : section.sections("local-accounts")) {
      Optional<String> name =
          each.required("name", text -> name(text, names), "the name to log in with");
      Optional<LocalAccount> account = account(each, name, names);
      if (name.isPresent() && seen.contains(name.get())) {
        each.mistake("name", "is another account's too: give each its own");
      } else {
        account.ifPresent(accounts::add);
      }
      name.ifPresent(seen::add);
    }
    if (section.isEmptyList("local-accounts")) {
      section.mistake("local-accounts", "should have at least one account");
    }
    return accounts;
  }

  private static Optional<LocalAccount> account(
      Section section, Optional<String> name, Pattern names) {
    section.misplaced(
        "password",
        "should not be written here in clear: give its Argon2id hash as password-hash, which"
            + " symbolon hash-password makes");
    Optional<SecretText> hash = section.secret("password-hash");
    boolean given =
        section.has("password-hash")
            || section.has("password-hash-file")
            || section.written().contains("password");
    if (!given) {
      section.mistake("password-hash", "is missing: symbolon hash-password makes one");
    }
    List<String> groups = section.distinct("groups", Readings::text);
    var claims = section.json("claims");
    if (name.isEmpty() || hash.isEmpty()) {
      return Optional.empty();
    }
    LocalAccount account = new LocalAccount(name.get(), hash.get(), groups, claims);
    try {
      new LocalAccountsSettings(List.of(account), names, 1, 1, Duration.ofMinutes(1), 1, 0);
      return Optional.of(account);
    } catch (IllegalArgumentException wrong) {
      section.mistake(
          section.has("password-hash") ? "password-hash" : "password-hash-file",
          "is no hash that can be used: put what symbolon hash-password prints in single quotes ("
              + wrong.getMessage()
              + ")");
      return Optional.empty();
    }
  }

  private static String name(String text, Pattern names) throws Mistake {
    if (!names.matcher(text).matches()) {
      throw new Mistake("should match " + names + ", or set another username-pattern");
    }
    return text;
  }
}
