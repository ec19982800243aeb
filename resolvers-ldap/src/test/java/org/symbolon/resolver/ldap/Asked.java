package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.contract.MapSettings;

/** Opens resolvers and asks them. */
final class Asked {
  private Asked() {}

  static LdapResolver open(Map<String, ?> settings) {
    return open(settings, InstantSource.system());
  }

  static LdapResolver open(Map<String, ?> settings, InstantSource clock) {
    MapSettings read = new MapSettings("directory", settings);
    LdapResolver resolver = (LdapResolver) new LdapResolverFactory(clock).open(read);
    assertThat(read.mistakes()).isEmpty();
    assertThat(read.unread()).isEmpty();
    return resolver;
  }

  static AccountAnswer account(LdapResolver resolver, String name) {
    return account(resolver, name, soon());
  }

  static AccountAnswer account(LdapResolver resolver, String name, Deadline deadline) {
    return resolver.account(person(name), Contribution.NONE, deadline);
  }

  static Set<Group> groups(LdapResolver resolver, String name) {
    AccountAnswer answer = account(resolver, name);
    assertThat(answer).isInstanceOf(AccountAnswer.Found.class);
    return ((AccountAnswer.Found) answer).contribution().groups();
  }

  static Set<String> groupNames(LdapResolver resolver, String name) {
    return groups(resolver, name).stream()
        .flatMap(group -> group.name().stream())
        .collect(Collectors.toSet());
  }

  static Principal person(String name) {
    return new Principal(name, "https://idp.example", "subject", Map.of());
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
