package org.symbolon.login;

import java.util.Map;
import org.symbolon.grant.Person;
import org.symbolon.grant.SharedNames;
import org.symbolon.upstream.UsernameRule;
import org.symbolon.upstream.UsernameRule.Username;

/** Which local name a person of an institution has. */
final class LocalNames {
  private LocalNames() {}

  /** What the configuration says of this very person goes before what the claim says. */
  static Username of(
      SharedNames shared, Person person, UsernameRule rule, Map<String, Object> claims) {
    Username name =
        shared
            .accountOf(person)
            .<Username>map(Username.Name::new)
            .orElseGet(() -> rule.apply(claims));
    return name instanceof Username.Name some && !LocalName.isSafe(some.value())
        ? new Username.Unusable("the local name has a character that no token may carry")
        : name;
  }
}
