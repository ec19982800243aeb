package org.symbolon.resolve;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.resolver.Account;
import org.symbolon.scope.Decision;
import org.symbolon.scope.ScopeSet;

/**
 * How a decision comes about, step by step.
 *
 * @param username whom it is about; absent where the client acts for itself
 * @param sources what each source of the account said, in order; those after one that ended it were
 *     not asked
 * @param account the account that was made of it
 * @param noAccount why there is none, for an administrator; absent where there is one, or none
 *     needed
 * @param decision absent where there is no account
 */
public record Explanation(
    Optional<String> username,
    Client client,
    ScopeSet asked,
    List<SourceSaid> sources,
    Optional<Account> account,
    Optional<String> noAccount,
    Optional<Decision> decision) {
  public Explanation {
    sources = List.copyOf(sources);
  }
}
