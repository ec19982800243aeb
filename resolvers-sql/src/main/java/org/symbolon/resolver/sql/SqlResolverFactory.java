package org.symbolon.resolver.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;

/** Makes resolvers of {@code type: sql}. The settings are told in {@code docs/sql.md}. */
public final class SqlResolverFactory implements ResolverFactory {
  @Override
  public String type() {
    return "sql";
  }

  @Override
  public Resolver open(Settings settings) {
    SqlSettings read = SqlSettings.from(settings);
    if (!read.engine().hasDriver()) {
      settings.mistake(
          "url", "needs the driver " + read.engine().driver() + ", which is not in lib/");
      return new Upkeep(Optional.empty(), List.of());
    }
    Database database = new Database(read);
    SqlAccounts accounts =
        new SqlAccounts(
            database,
            read.accountQuery().map(query -> new AccountQuery(query, read.attributes())),
            read.groupsQuery().map(GroupsQuery::new));
    Optional<SqlRights> rights =
        read.scopesQuery()
            .map(query -> new SqlRights(database, new ScopesQuery(query), read.actions()));
    List<Asking> queries = new ArrayList<>(accounts.queries());
    rights.map(SqlRights::query).ifPresent(queries::add);
    Upkeep upkeep = new Upkeep(Optional.of(database), queries);
    if (rights.isEmpty()) {
      return new SqlResolver.Accounts(accounts, upkeep);
    }
    return accounts.queries().isEmpty()
        ? new SqlResolver.Rights(rights.get(), upkeep)
        : new SqlResolver.Both(accounts, rights.get(), upkeep);
  }
}
