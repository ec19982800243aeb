package org.symbolon.resolver.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;

/** Makes accounts and entitlements of what a site's queries say. */
final class SqlResolver implements Resolver, AccountSource, EntitlementSource {
  /** Longer names are nobody's. */
  private static final int LONGEST_NAME = 255;

  /** Nobody's name, for trying the queries: no account begins with a dash. */
  private static final String NOBODY = "-symbolon-check";

  private final Database database;
  private final AccountQuery accounts;
  private final Optional<GroupsQuery> groups;
  private final Optional<ScopesQuery> scopes;

  SqlResolver(
      Database database,
      AccountQuery accounts,
      Optional<GroupsQuery> groups,
      Optional<ScopesQuery> scopes) {
    this.database = database;
    this.accounts = accounts;
    this.groups = groups;
    this.scopes = scopes;
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    // A source listed before this one may have mapped the login's name to the local one.
    String name = earlier.name().orElse(principal.username());
    if (!canBeAName(name)) {
      return new AccountAnswer.UnknownUser();
    }
    try {
      Optional<AccountQuery.Person> person = accounts.ask(database, name, deadline);
      return person.isEmpty()
          ? new AccountAnswer.UnknownUser()
          : new AccountAnswer.Found(contribution(name, person.get(), deadline));
    } catch (SourceDown down) {
      return new AccountAnswer.Unavailable(down.why());
    }
  }

  private Contribution contribution(String asked, AccountQuery.Person person, Deadline deadline)
      throws SourceDown {
    Set<Group> all = new HashSet<>();
    if (groups.isPresent()) {
      all.addAll(groups.get().ask(database, person.name().orElse(asked), deadline));
    }
    if (person.gid().isPresent()
        && all.stream().noneMatch(group -> group.gid().equals(person.gid()))) {
      all.add(Group.numbered(person.gid().getAsLong()));
    }
    return new Contribution(person.name(), person.uid(), person.gid(), all, Map.of());
  }

  @Override
  public Entitlements entitlements(Account account, Deadline deadline) {
    if (scopes.isEmpty() || !canBeAName(account.name())) {
      return new Entitlements.Patterns(List.of());
    }
    try {
      return new Entitlements.Patterns(scopes.get().ask(database, account.name(), deadline));
    } catch (SourceDown down) {
      return new Entitlements.Unavailable(down.why());
    }
  }

  /**
   * What no database should be asked about: texts that some refuse (a zero byte, half a surrogate
   * pair) and some compare as if blanks at the ends were not there.
   */
  private static boolean canBeAName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.equals(name.strip())
        && name.codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
  }

  /** Tries every query, so that a misspelt one is found before anybody logs in. */
  @Override
  public Health check(Deadline deadline) {
    try {
      accounts.ask(database, NOBODY, deadline);
      int queries = 1;
      if (groups.isPresent()) {
        groups.get().ask(database, NOBODY, deadline);
        queries++;
      }
      if (scopes.isPresent()) {
        scopes.get().ask(database, NOBODY, deadline);
        queries++;
      }
      return new Health.Ready("the database answers; queries tried: " + queries);
    } catch (SourceDown down) {
      return new Health.NotReady(down.why());
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
