package org.symbolon.scope;

import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;

/** Who asks, as rules see it: computed once a request. */
public record Requester(Optional<String> username, Set<String> groups, ClientId client) {
  public static Requester of(PolicyRequest request) {
    return new Requester(
        request.account().map(Account::name),
        request.account().map(Account::groupNames).orElse(Set.of()),
        request.client());
  }

  /** Whether a rule about {@code who} is about this requester. */
  public boolean is(Who who) {
    return switch (who) {
      case Who.Everyone everyone -> true;
      case Who.Groups some -> groups.stream().anyMatch(some.names()::contains);
      case Who.Users some -> username.filter(some.names()::contains).isPresent();
      case Who.Clients some -> some.ids().contains(client);
      case Who.AllOf all -> all.parts().stream().allMatch(this::is);
    };
  }
}
