package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;

/** Makes resolvers of {@code type: ldap}. The settings are told in {@code docs/ldap.md}. */
public final class LdapResolverFactory implements ResolverFactory {
  private final InstantSource clock;

  public LdapResolverFactory() {
    this(InstantSource.system());
  }

  LdapResolverFactory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "ldap";
  }

  @Override
  public Resolver open(Settings settings) {
    LdapSettings read = LdapSettings.from(settings);
    Servers servers =
        new Servers(
            read.servers().stream()
                .map(server -> new Connections(server, read.binding(), read.poolSize()))
                .toList(),
            read.timeout(),
            read.retry());
    Directory directory = new Directory(servers, read.pageSize());
    Users users = new Users(read.users(), further(read));
    People people =
        new People(
            directory,
            users,
            read.groups().map(Groups::new),
            new Guess(read.users().name(), guessable(read)));
    Standing standing = new Standing(read.lockout(), clock);
    return read.entitlements().isEmpty()
        ? new LdapResolver(directory, people, users, standing)
        : new EntitledLdapResolver(
            directory,
            people,
            users,
            standing,
            new EntitledScopes(people, standing, read.entitlements().get()));
  }

  /** What is read of people's entries besides who they are. */
  private static Set<String> further(LdapSettings read) {
    Set<String> further = new HashSet<>(Standing.ATTRIBUTES);
    read.groups().ifPresent(groups -> further.addAll(groups.ofPeople()));
    read.entitlements().ifPresent(entitlements -> further.add(entitlements.attribute()));
    return further;
  }

  /** Active Directory's entries are called otherwise than their accounts. */
  private static Optional<DN> guessable(LdapSettings read) {
    try {
      return read.schema() == Schema.ACTIVE_DIRECTORY
          ? Optional.empty()
          : Optional.of(new DN(read.users().base()));
    } catch (LDAPException mistakeReportedBefore) {
      return Optional.empty();
    }
  }
}
