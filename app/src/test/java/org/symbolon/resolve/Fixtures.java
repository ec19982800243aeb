package org.symbolon.resolve;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Issuer.AccountLimits;
import org.symbolon.issuer.Lifetimes;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolve.Rights.PersonRequest;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.contract.MapSettings;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.scope.ScopeSet;
import org.symbolon.scope.Who;

/** One site, one person, one client. */
final class Fixtures {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T12:00:00Z"));
  static final IssuerId LAB = new IssuerId("lab");
  static final Principal ANA = new Principal("ana", "https://campus.example", "s-1", Map.of());
  static final Contribution ANAS =
      new Contribution(
          Optional.of("ana"),
          OptionalLong.of(12001),
          OptionalLong.of(12001),
          Set.of(Group.of("ana", 12001), Group.of("project1", 12350)),
          Map.of());
  static final Account ACCOUNT =
      new Account("ana", ANAS.uid(), ANAS.gid(), ANAS.groups(), Map.of());

  private Fixtures() {}

  static Issuer issuer(AccountLimits limits) {
    return new Issuer(
        LAB,
        URI.create("https://lab.example"),
        Profile.WLCG,
        new Issuer.Display("Lab", Optional.empty(), "#224466", ""),
        Lifetimes.DEFAULT,
        new Audiences(List.of("https://storage.example"), List.of()),
        List.of("ES256"),
        Issuer.Pkce.ALL,
        Issuer.OnRefused.FAIL,
        Issuer.SubjectForm.LOCAL_NAME,
        Duration.ofSeconds(5),
        List.of(),
        Map.of(),
        Issuer.Paths.DEFAULT,
        Issuer.Recheck.DEFAULT,
        limits);
  }

  static Client client(String... scopes) {
    return TestClient.named("tool")
        .called("Tool")
        .grants(GrantType.DEVICE_CODE)
        .scopes(scopes)
        .at(LAB);
  }

  /** A client that may ask for everything. */
  static Client anyClient() {
    return client("*", "storage.*:/**");
  }

  static ScopeSet scopes(String text) {
    return ((ScopeSet.Parsed) ScopeSet.parse(text, Profile.WLCG)).scopes();
  }

  static ScopeQuestion question(String text) {
    return ((Scope.Parsed) Scope.parse(text, Profile.WLCG)).scope().question();
  }

  static PersonRequest request(String scopes) {
    return new PersonRequest(
        issuer(AccountLimits.DEFAULT),
        anyClient(),
        new Person(LAB, "campus", "https://campus.example", "s-1"),
        "ana",
        Map.of(),
        scopes(scopes));
  }

  static Rule rule(String pattern, How how) {
    return new Rule(
        "rule",
        ((ScopePattern.Parsed) ScopePattern.parse(pattern, Profile.WLCG)).pattern(),
        new Who.Everyone(),
        how);
  }

  static Rule asks(String pattern, String... resolvers) {
    return rule(pattern, new How.Ask(List.of(resolvers), How.Quorum.ALL));
  }

  static ScopePolicy policy(Rule... rules) {
    return new ScopePolicy(List.of(rules));
  }

  static Configured configured(String name) {
    return new Configured(name, name, new MapSettings(name, Map.of()));
  }

  /** A configuration that keeps no answers. */
  static Configured configured(String name, Duration timeout, int threads) {
    return new Configured(
        name,
        name,
        new MapSettings(name, Map.of()),
        timeout,
        threads,
        Duration.ZERO,
        Duration.ZERO);
  }

  /** Resolvers by their names, with the defaults. */
  static ResolverCatalog catalog(Map<String, Scripted> resolvers) {
    Map<Configured, Scripted> configured = new LinkedHashMap<>();
    resolvers.forEach((name, resolver) -> configured.put(configured(name), resolver));
    return configuredCatalog(configured, System::nanoTime);
  }

  static ResolverCatalog configuredCatalog(
      Map<Configured, Scripted> resolvers, LongSupplier nanos) {
    List<ResolverFactory> types = new ArrayList<>();
    resolvers.forEach((configured, resolver) -> types.add(resolver.as(configured.type())));
    return ResolverCatalog.open(
        List.copyOf(resolvers.keySet()), ResolverTypes.of(types), ResolverObserver.NONE, nanos);
  }

  static RightsEngine engine(ResolverCatalog catalog, ScopePolicy policy, String... accounts) {
    List<AccountStep> steps = List.of(accounts).stream().map(AccountStep::new).toList();
    return new RightsEngine(
        Map.of(LAB, new IssuerRights(policy, steps, catalog)),
        RightsEngine.PATIENCE,
        System::nanoTime,
        CLOCK);
  }

  /** A deadline that no healthy call in a test can miss. */
  static Deadline patient() {
    return Deadline.in(Duration.ofSeconds(30));
  }
}
