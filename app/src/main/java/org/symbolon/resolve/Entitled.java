package org.symbolon.resolve;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.resolver.Account;
import org.symbolon.scope.Possible;

/**
 * What somebody may have at a client.
 *
 * @param account absent where the client acts for itself, or where there is none
 * @param noAccount why there is none where one is needed
 * @param possible in the order of the rules; an upper bound
 * @param unavailable the resolvers that could not list what they give, and why: what their rules
 *     may give is listed as widely as the rules do
 */
public record Entitled(
    Optional<String> username,
    Client client,
    Optional<Account> account,
    Optional<String> noAccount,
    List<Possible> possible,
    List<String> unavailable) {
  public Entitled {
    possible = List.copyOf(possible);
    unavailable = List.copyOf(unavailable);
  }
}
