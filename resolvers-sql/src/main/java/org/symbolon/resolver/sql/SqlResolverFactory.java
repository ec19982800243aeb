package org.symbolon.resolver.sql;

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
    return new SqlResolver(
        new Database(read),
        new AccountQuery(read.accountQuery()),
        read.groupsQuery().map(GroupsQuery::new),
        read.scopesQuery().map(ScopesQuery::new));
  }
}
