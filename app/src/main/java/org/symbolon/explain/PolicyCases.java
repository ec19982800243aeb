package org.symbolon.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of expectations.
 *
 * @param issuer absent: the first
 * @param at what conditions take for the time; absent: now
 * @param accounts recorded ones by name; those of others are asked of the resolvers
 */
public record PolicyCases(
    Optional<String> issuer,
    Optional<Instant> at,
    Map<String, RecordedAccount> accounts,
    List<Expectation> expectations) {
  public PolicyCases {
    accounts = Map.copyOf(accounts);
    expectations = List.copyOf(expectations);
  }

  /** Whether all can be decided without the resolvers. */
  public boolean isRecorded() {
    return expectations.stream()
        .allMatch(expected -> expected.username().map(accounts::containsKey).orElse(true));
  }
}
