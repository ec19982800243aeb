package org.symbolon.explain;

import java.util.List;
import java.util.Map;
import org.symbolon.resolver.Account;

/**
 * An account as it was once, so that a policy can be tried without the sources.
 *
 * @param claims what the institution said of the person, as JSON values
 * @param grants by resolver, patterns of the scopes it granted; anything else it refused
 */
public record RecordedAccount(
    Account account, Map<String, Object> claims, Map<String, List<String>> grants) {
  public RecordedAccount {
    claims = Map.copyOf(claims);
    grants = Map.copyOf(grants);
  }
}
