package org.symbolon.resolver.ldap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.resolver.Settings;
import org.symbolon.resolver.ldap.Groups.Membership;

/**
 * What an administrator has set.
 *
 * @param servers at least one, in order of preference
 * @param binding who asks
 * @param groups absent where the directory is asked for no groups
 * @param entitlements absent where they mean nothing here
 * @param lockout how long a lock by the directory's password policy lasts; until it is taken away
 *     unless set
 * @param timeout of one question to the directory; a deadline may be nearer
 * @param retry how often a server that is down is tried
 * @param pageSize entries asked for at a time; 0 for all at once
 */
record LdapSettings(
    List<Server> servers,
    Binding binding,
    Schema schema,
    Users.Layout users,
    Optional<Groups.Layout> groups,
    Optional<EntitledScopes.Layout> entitlements,
    Optional<Duration> lockout,
    Duration timeout,
    Duration retry,
    int poolSize,
    int pageSize) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(10);

  static LdapSettings from(Settings settings) {
    List<Server> servers = ReadServers.servers(settings);
    Schema schema = Words.oneOf(settings, "schema", Schema.class, Schema.RFC2307);
    return new LdapSettings(
        servers,
        ReadServers.binding(settings, servers),
        schema,
        users(settings, schema),
        groups(settings, schema),
        ReadEntitlements.from(settings),
        settings.text("lockout-duration").isPresent()
            ? Optional.of(positive(settings, "lockout-duration", RETRY))
            : Optional.empty(),
        positive(settings, "timeout", TIMEOUT),
        positive(settings, "retry-servers-every", RETRY),
        Words.number(settings, "pool-size", 4, 1, 100),
        Words.number(settings, "page-size", 500, 0, 10_000));
  }

  private static Users.Layout users(Settings settings, Schema schema) {
    Map<String, String> attributes = new LinkedHashMap<>();
    settings
        .map("attributes")
        .forEach(
            (name, attribute) -> {
              if (Words.isWord(settings, "attributes", attribute)) {
                attributes.put(name, attribute);
              }
            });
    return new Users.Layout(
        Words.dn(settings, "user-base", settings.required("user-base")),
        Words.word(settings, "user-class", schema.userClass()),
        Words.word(settings, "user-attribute", schema.userName()),
        Words.word(settings, "uid-attribute", "uidNumber"),
        Words.word(settings, "gid-attribute", "gidNumber"),
        attributes);
  }

  private static Optional<Groups.Layout> groups(Settings settings, Schema schema) {
    Optional<String> base = settings.text("group-base");
    Membership membership =
        Words.oneOf(settings, "membership", Membership.class, schema.membership());
    List<String> members = Words.words(settings, "member-attributes");
    Groups.Layout layout =
        new Groups.Layout(
            base.map(text -> Words.dn(settings, "group-base", text)).orElse(""),
            Words.word(settings, "group-class").or(schema::groupClass),
            Words.word(settings, "group-name-attribute", schema.groupName()),
            Words.word(settings, "group-gid-attribute", "gidNumber"),
            membership,
            members.isEmpty() ? schema.members() : members,
            nesting(settings, schema, membership),
            schema == Schema.ACTIVE_DIRECTORY);
    return base.map(present -> layout);
  }

  private static Nesting nesting(Settings settings, Schema schema, Membership membership) {
    Nesting nesting =
        Words.meaning(
                settings,
                "nested-groups",
                "none, in-chain, or the levels to follow, from 1 to " + Nesting.MOST_LEVELS,
                LdapSettings::nesting)
            .orElse(membership == Membership.ENTRIES ? schema.nesting() : new Nesting.None());
    if (membership != Membership.ENTRIES && !(nesting instanceof Nesting.None)) {
      settings.mistake(
          "nested-groups",
          membership == Membership.NAMES
              ? "needs groups that list entries: groups that list names have no groups in them"
              : "should be left out: a person's entry lists groups of groups, too");
    }
    return nesting;
  }

  private static Optional<Nesting> nesting(String text) {
    return switch (text) {
      case "none" -> Optional.of(new Nesting.None());
      case "in-chain" -> Optional.of(new Nesting.InChain());
      default ->
          text.matches("[0-9]{1,2}")
                  && Integer.parseInt(text) >= 1
                  && Integer.parseInt(text) <= Nesting.MOST_LEVELS
              ? Optional.of(new Nesting.Levels(Integer.parseInt(text)))
              : Optional.empty();
    };
  }

  private static Duration positive(Settings settings, String key, Duration otherwise) {
    Duration duration = settings.duration(key, otherwise);
    if (!duration.isPositive()) {
      settings.mistake(key, "should be longer than nothing");
      return otherwise;
    }
    return duration;
  }
}
