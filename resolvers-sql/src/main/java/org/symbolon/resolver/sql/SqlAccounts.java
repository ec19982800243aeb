package org.symbolon.resolver.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Principal;

/** Makes accounts of what the site's queries say. */
final class SqlAccounts implements AccountSource {
  private final Database database;
  private final Optional<AccountQuery> accounts;
  private final Optional<GroupsQuery> groups;

  SqlAccounts(Database database, Optional<AccountQuery> accounts, Optional<GroupsQuery> groups) {
    this.database = database;
    this.accounts = accounts;
    this.groups = groups;
  }

  /** What it asks with. */
  List<Asking> queries() {
    return Stream.<Asking>concat(accounts.stream(), groups.stream()).toList();
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    // A source listed before this one may have mapped the login's name to the local one.
    String name = earlier.name().orElse(principal.username());
    if (!Subject.canBeAName(name) || !canBind(principal)) {
      return new AccountAnswer.UnknownUser();
    }
    try {
      return accounts.isPresent()
          ? account(
              accounts.get(),
              new Subject(
                  name,
                  principal.issuer(),
                  principal.subject(),
                  OptionalLong.empty(),
                  OptionalLong.empty()),
              deadline)
          : membership(Subject.account(name, earlier.uid(), earlier.gid()), deadline);
    } catch (SourceDown down) {
      return new AccountAnswer.Unavailable(down.why());
    }
  }

  /** Texts that some databases refuse are nobody's, where a query asks with them. */
  private boolean canBind(Principal principal) {
    Set<String> asked = accounts.map(query -> query.query().parameters()).orElse(Set.of());
    return (!asked.contains("subject") || Subject.canBeAName(principal.subject()))
        && (!asked.contains("issuer") || Subject.canBeAName(principal.issuer()));
  }

  private AccountAnswer account(AccountQuery query, Subject subject, Deadline deadline)
      throws SourceDown {
    Optional<AccountQuery.Person> found = query.ask(database, subject, deadline);
    if (found.isEmpty()) {
      return new AccountAnswer.UnknownUser();
    }
    AccountQuery.Person person = found.get();
    if (person.disabled().isPresent()) {
      return new AccountAnswer.Disabled(person.disabled().get());
    }
    AccountQuery.Identity identity = person.identity();
    Set<Group> all = new HashSet<>(person.groups());
    if (groups.isPresent()) {
      Subject account =
          Subject.account(
              identity.name().orElse(subject.username()), identity.uid(), identity.gid());
      all.addAll(groups.get().ask(database, account, deadline));
    }
    if (identity.gid().isPresent()
        && all.stream().noneMatch(group -> group.gid().equals(identity.gid()))) {
      all.add(Group.numbered(identity.gid().getAsLong()));
    }
    return new AccountAnswer.Found(
        new Contribution(
            identity.name(), identity.uid(), identity.gid(), all, person.attributes()));
  }

  /** Without an account query it knows the members of groups, and nobody else. */
  private AccountAnswer membership(Subject subject, Deadline deadline) throws SourceDown {
    Set<Group> all = groups.orElseThrow().ask(database, subject, deadline);
    return all.isEmpty()
        ? new AccountAnswer.UnknownUser()
        : new AccountAnswer.Found(
            new Contribution(
                Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), all, Map.of()));
  }
}
