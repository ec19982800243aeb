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
    Set<String> further = new HashSet<>(Standing.ATTRIBUTES);
    read.groups().ifPresent(groups -> further.addAll(groups.ofPeople()));
    return new LdapResolver(
        directory,
        new People(
            directory,
            new Users(read.users(), further),
            read.groups().map(Groups::new),
            new Guess(read.users().name(), guessable(read))),
        new Users(read.users(), further),
        new Standing(read.lockout(), clock));
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
