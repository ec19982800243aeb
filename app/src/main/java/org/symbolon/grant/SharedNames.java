package org.symbolon.grant;

import java.util.Optional;

/**
 * What the configuration says of local names: which login methods may reach one account, and which
 * person is which account whatever the name claim says. Where it says nothing, a name belongs to
 * the first person who logs in under it, by that one login method.
 */
public interface SharedNames {
  /** Nothing is said: each name has one person. */
  SharedNames NONE =
      new SharedNames() {
        @Override
        public boolean mayShare(String username, String method, String other) {
          return method.equals(other);
        }

        @Override
        public Optional<String> accountOf(Person person) {
          return Optional.empty();
        }
      };

  /** Whether one name means one person at both of these login methods. */
  boolean mayShare(String username, String method, String other);

  /** The account that the configuration gives to this very person. */
  Optional<String> accountOf(Person person);

  /**
   * Whether a person may have the name because its claim says so: not where the configuration gives
   * that account to others, even before they have logged in.
   */
  default boolean mayClaim(String username, Person person) {
    return true;
  }
}
