package org.symbolon.resolve;

import java.util.Optional;
import java.util.Set;
import org.symbolon.issuer.Issuer.AccountLimits;
import org.symbolon.protocol.DescriptionText;
import org.symbolon.resolve.Rights.Outcome.NoAccount;
import org.symbolon.resolver.Account;

/** Which accounts get no tokens, whatever the sources say. */
final class AccountRules {
  /** Longer than any system's limit, and as long as a {@code sub} may be (RFC 7519 profiles). */
  private static final int LONGEST_NAME = 255;

  private AccountRules() {}

  /** Refuses a name before any source is asked about it. */
  static Optional<NoAccount> refuseName(String name, AccountLimits limits) {
    if (!isName(name)) {
      return Optional.of(
          new NoAccount(
              "Your login gives no account name that a token can carry: that takes ASCII letters, and"
                  + " no blank, slash or colon.",
              "the name '"
                  + DescriptionText.safe(name)
                  + "' is empty, too long, . or .., or has a blank, a slash, a colon or a letter"
                  + " that is not ASCII: no token may carry it"));
    }
    if (name.equalsIgnoreCase("root") || isListed(name, limits.refusedNames())) {
      return Optional.of(
          new NoAccount(
              "The account " + name + " gets no tokens.", "the name " + name + " is refused"));
    }
    return Optional.empty();
  }

  /** Refuses an account once it is known. */
  static Optional<NoAccount> refuse(Account account, AccountLimits limits) {
    Optional<NoAccount> name = refuseName(account.name(), limits);
    if (name.isPresent() || account.uid().isEmpty()) {
      return name;
    }
    long uid = account.uid().getAsLong();
    if (uid == 0) {
      return refused(account, "uid 0 is root's");
    }
    return uid < limits.minUid()
        ? refused(account, "uid " + uid + " is below min-uid " + limits.minUid())
        : Optional.empty();
  }

  private static Optional<NoAccount> refused(Account account, String detail) {
    return Optional.of(
        new NoAccount(
            "The account " + account.name() + " is a system account and gets no tokens.",
            account.name() + ": " + detail));
  }

  // Some name services know no difference between Root and root.
  private static boolean isListed(String name, Set<String> refused) {
    return refused.stream().anyMatch(name::equalsIgnoreCase);
  }

  /**
   * What can be a name in any source and a subject in any token: with a slash it would be a path,
   * with a colon the subject of a client or another field of a passwd file.
   */
  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && !name.equals(".")
        && !name.equals("..")
        && name.chars()
            .allMatch(letter -> letter > ' ' && letter <= '~' && letter != '/' && letter != ':');
  }
}
