package org.symbolon.resolver.ldap;

import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;

/** Makes resolvers of {@code type: ldap}. The settings are told in {@code docs/ldap.md}. */
public final class LdapResolverFactory implements ResolverFactory {
  @Override
  public String type() {
    return "ldap";
  }

  @Override
  public Resolver open(Settings settings) {
    LdapSettings read = LdapSettings.from(settings);
    Directory directory =
        new Directory(
            new Connections(read.server(), read.binding(), read.poolSize()), read.timeout());
    return new LdapResolver(
        directory,
        new Users(directory, read.users()),
        read.groups().map(groups -> new Groups(directory, groups)),
        read.server());
  }
}
