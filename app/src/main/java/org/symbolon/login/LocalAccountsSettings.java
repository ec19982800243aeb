package org.symbolon.login;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Local accounts as a login method.
 *
 * @param names which form a name must have, whole
 * @param failuresPerName wrong passwords for one name within the window, whoever gives them
 * @param failuresPerAddress wrong passwords from one address within the window, for any name
 * @param window begins with the first failure
 * @param threads how many passwords are checked at once: each takes a core and the memory its hash
 *     names
 * @param waiting how many more may wait; beyond, the answer is busy
 */
public record LocalAccountsSettings(
    List<LocalAccount> accounts,
    Pattern names,
    int failuresPerName,
    int failuresPerAddress,
    Duration window,
    int threads,
    int waiting) {
  public static final Pattern DEFAULT_NAMES = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  public LocalAccountsSettings {
    accounts = List.copyOf(accounts);
    Set<String> seen = new HashSet<>();
    for (LocalAccount account : accounts) {
      if (!names.matcher(account.name()).matches()) {
        throw new IllegalArgumentException(
            "the local account '" + account.name() + "' does not match " + names);
      }
      if (!seen.add(account.name())) {
        throw new IllegalArgumentException(
            "the local account '" + account.name() + "' is there twice");
      }
      LocalAccountsHash.check(account);
    }
  }

  PasswordLimits limits() {
    return new PasswordLimits(failuresPerName, failuresPerAddress, window);
  }

  /** 10 failures per name and 50 per address within 15 minutes; 2 threads, 16 waiting. */
  public static LocalAccountsSettings of(List<LocalAccount> accounts) {
    return new LocalAccountsSettings(
        accounts, DEFAULT_NAMES, 10, 50, Duration.ofMinutes(15), 2, 16);
  }
}
