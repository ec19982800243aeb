package org.symbolon.resolver.ldap;

import java.util.List;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/** A directory whose entitlements mean scopes, as configured: rules can ask it about them. */
final class EntitledLdapResolver extends LdapResolver implements ScopeJudge, EntitlementSource {
  private final EntitledScopes entitlements;

  EntitledLdapResolver(
      Directory directory,
      People people,
      Users users,
      Standing standing,
      EntitledScopes entitlements) {
    super(directory, people, users, standing);
    this.entitlements = entitlements;
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    return entitlements.judge(account, scopes, deadline);
  }

  @Override
  public Entitlements entitlements(Account account, Deadline deadline) {
    try {
      return new Entitlements.Patterns(
          entitlements.of(account, deadline).stream().map(ListedScope::text).toList());
    } catch (DirectoryDown down) {
      return new Entitlements.Unavailable(down.why());
    }
  }
}
