package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.symbolon.config.LoginMethodConfig.Local;

/** Reads a login method with accounts of its own. */
final class ReadLocalAccounts {
  private ReadLocalAccounts() {}

  static Local from(Section section, String name, String label) {
    List<Local.Account> accounts = new ArrayList<>();
    List<Section> sections = section.sections("local-accounts");
    for (Section each : sections) {
      Local.Account account = account(each);
      if (accounts.stream().anyMatch(other -> other.name().equals(account.name()))) {
        each.mistake("name", "is another account's too: give each its own");
      }
      accounts.add(account);
    }
    if (sections.isEmpty() && section.isList("local-accounts")) {
      section.mistake("local-accounts", "should have at least one account");
    }
    return new Local(name, label, accounts);
  }

  private static Local.Account account(Section section) {
    section.misplaced(
        "password",
        "should not be written here in clear: give its Argon2id hash as password-hash, which"
            + " symbolon hash-password makes");
    return new Local.Account(
        section.required("name", ReadLocalAccounts::name, "the local name").orElse(""),
        section
            .secret("password-hash")
            .map(Secret::reveal)
            .filter(hash -> isArgon2id(section, hash))
            .or(
                () -> {
                  missingHash(section);
                  return java.util.Optional.of("");
                })
            .orElseThrow(),
        Set.copyOf(section.distinct("groups", Readings::text)),
        section.json("claims"));
  }

  private static void missingHash(Section section) {
    boolean given =
        section.has("password-hash")
            || section.has("password-hash-file")
            || section.written().contains("password");
    if (!given) {
      section.mistake("password-hash", "is missing: symbolon hash-password makes one");
    }
  }

  private static boolean isArgon2id(Section section, String hash) {
    boolean right =
        hash.matches(
            "\\$argon2id\\$v=19\\$m=\\d+,t=\\d+,p=\\d+\\$[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+");
    if (!right) {
      section.mistake(
          section.has("password-hash") ? "password-hash" : "password-hash-file",
          "should be an Argon2id hash as symbolon hash-password prints it, each dollar sign"
              + " as it is, in single quotes");
    }
    return right;
  }

  private static String name(String text) throws Mistake {
    if (!text.matches("[a-z_][a-z0-9_.-]{0,31}")) {
      throw new Mistake(
          "should be an account name: up to 32 lower-case letters, digits, _, - and dots");
    }
    return text;
  }
}
