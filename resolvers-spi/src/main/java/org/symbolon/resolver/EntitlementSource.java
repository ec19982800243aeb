package org.symbolon.resolver;

import java.util.List;

/** Answers: what may this account have at all? */
public interface EntitlementSource {
  Entitlements entitlements(Account account, Deadline deadline);

  /** The answer. */
  sealed interface Entitlements {
    /**
     * @param patterns scope patterns, {@code storage.read:/home/ana/**}; may be empty
     */
    record Patterns(List<String> patterns) implements Entitlements {
      public Patterns {
        patterns = List.copyOf(patterns);
      }
    }

    /** The source could not answer. */
    record Unavailable(String why) implements Entitlements {}
  }
}
