package org.symbolon.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.ScopePattern;

/** A rule over token exchange, for tests; what matters to one is set there. */
public final class TestRule {
  private final Mode mode;
  private String name;
  private Set<ClientId> clients = Set.of();
  private Set<String> issuers = Set.of(Subject.SELF);
  private Set<TokenKind> kinds = Set.of(TokenKind.ACCESS_TOKEN);
  private List<String> subjectAudiences = List.of();
  private Set<ClientId> issuedTo = Set.of();
  private Set<String> groups = Set.of();
  private Set<String> users = Set.of();
  private Optional<Condition> condition = Optional.empty();
  private Set<ClientId> actors = Set.of();
  private Set<String> actingUsers = Set.of();
  private Targets targets = Targets.OWN;
  private Optional<List<ScopePattern>> scopes = Optional.empty();
  private Optional<Duration> lifetime = Optional.empty();
  private boolean outlives;
  private Optional<Duration> refresh = Optional.empty();
  private Optional<ExchangeRule.JobBounds> job = Optional.empty();
  private Optional<ClientId> mayAct = Optional.empty();

  private TestRule(Mode mode) {
    this.mode = mode;
    this.name = "by " + mode.word();
  }

  public static TestRule of(Mode mode, String... clients) {
    TestRule rule = new TestRule(mode);
    rule.clients = ids(clients);
    return rule;
  }

  public TestRule named(String text) {
    name = text;
    return this;
  }

  public TestRule issuers(String... some) {
    issuers = Set.of(some);
    return this;
  }

  public TestRule kinds(TokenKind... some) {
    kinds = Set.of(some);
    return this;
  }

  public TestRule subjectAudiences(String... patterns) {
    subjectAudiences = List.of(patterns);
    return this;
  }

  public TestRule issuedTo(String... some) {
    issuedTo = ids(some);
    return this;
  }

  public TestRule groups(String... some) {
    groups = Set.of(some);
    return this;
  }

  public TestRule users(String... some) {
    users = Set.of(some);
    return this;
  }

  public TestRule actors(String... some) {
    actors = ids(some);
    return this;
  }

  public TestRule actingUsers(String... some) {
    actingUsers = Set.of(some);
    return this;
  }

  public TestRule when(String text) {
    condition = Optional.of(((Conditions.Parsed) ExchangeConditions.parse(text)).condition());
    return this;
  }

  public TestRule to(String... patterns) {
    targets = new Targets(List.of(patterns), Map.of());
    return this;
  }

  public TestRule toNamed(String name, String audience) {
    targets = new Targets(List.of(), Map.of(name, audience));
    return this;
  }

  public TestRule scopes(String... patterns) {
    scopes =
        Optional.of(
            Stream.of(patterns)
                .map(
                    text ->
                        ((ScopePattern.Parsed) ScopePattern.parse(text, Profile.WLCG)).pattern())
                .toList());
    return this;
  }

  public TestRule lifetime(Duration most) {
    lifetime = Optional.of(most);
    return this;
  }

  public TestRule outlives() {
    outlives = true;
    return this;
  }

  public TestRule refresh(Duration most) {
    refresh = Optional.of(most);
    return this;
  }

  public TestRule job(Duration most, long uses) {
    job = Optional.of(new ExchangeRule.JobBounds(most, uses));
    return this;
  }

  public TestRule mayAct(String client) {
    mayAct = Optional.of(new ClientId(client));
    return this;
  }

  public ExchangeRule rule() {
    return new ExchangeRule(
        name,
        clients,
        mode,
        new SubjectRule(issuers, kinds, subjectAudiences, issuedTo, groups, users, condition),
        actors,
        actingUsers,
        targets,
        scopes,
        lifetime,
        outlives,
        refresh,
        job,
        mayAct);
  }

  /** These rules and the implied last one. */
  public static ExchangePolicy policy(TestRule... rules) {
    return new ExchangePolicy(Stream.of(rules).map(TestRule::rule).toList(), true);
  }

  private static Set<ClientId> ids(String... ids) {
    return Stream.of(ids).map(ClientId::new).collect(Collectors.toUnmodifiableSet());
  }
}
