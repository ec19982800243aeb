package org.symbolon.token;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.grant.Samples;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Lifetimes;
import org.symbolon.issuer.Profile;
import org.symbolon.login.DirectoryPasswords;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.scope.Who;

/** The site a test wants: what is not said is as below. */
public final class SiteSettings {
  public static final String STORAGE = "https://storage.example";
  public static final String WILDCARD = "https://wlcg.cern.ch/jwt/v1/any";
  static final String SECRET = "a-secret-of-more-than-32-characters-0123";

  /** Public, and each may do all that people's clients do. */
  static final List<String> TOOLS = List.of("tool", "other");

  private final String name = "lab-" + Samples.text();
  private final List<TestClient> clients = new ArrayList<>();
  private Lifetimes lifetimes = Lifetimes.DEFAULT;
  private Audiences audiences =
      new Audiences(List.of(STORAGE), List.of("https://*.example", WILDCARD));
  private ExchangePolicy exchanges = new ExchangePolicy(List.of(), true);
  private Issuer.OnRefused onRefused = Issuer.OnRefused.FAIL;
  private List<ForeignIssuer> foreign = List.of();
  private List<String> defaultScopes = List.of();
  private Optional<DirectoryPasswords.Source> passwords = Optional.empty();

  public SiteSettings() {
    for (String tool : TOOLS) {
      client(
          TestClient.named(tool)
              .grants(
                  GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN));
    }
    client(TestClient.named("online").grants(GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE));
    client(
        TestClient.named("keeper")
            .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
            .alwaysRefresh());
    client(
        TestClient.named("portal")
            .secrets(SECRET)
            .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    client(
        TestClient.named("robot")
            .secrets(SECRET)
            .grants(GrantType.CLIENT_CREDENTIALS)
            .scopes("storage.read:/data/**", "compute.create", "storage.stage:/**"));
  }

  /** One more client. */
  public SiteSettings client(TestClient client) {
    clients.add(client);
    return this;
  }

  /** Another client in the place of the one of its name. */
  SiteSettings replace(TestClient client) {
    clients.removeIf(other -> other.id().equals(client.id()));
    return client(client);
  }

  SiteSettings lifetimes(Lifetimes value) {
    lifetimes = value;
    return this;
  }

  SiteSettings audiences(List<String> defaults, List<String> allowed) {
    audiences = new Audiences(defaults, allowed);
    return this;
  }

  SiteSettings foreign(ForeignIssuer... issuers) {
    foreign = List.of(issuers);
    return this;
  }

  List<ForeignIssuer> foreign() {
    return foreign;
  }

  SiteSettings onRefused(Issuer.OnRefused value) {
    onRefused = value;
    return this;
  }

  SiteSettings defaultScopes(String... templates) {
    defaultScopes = List.of(templates);
    return this;
  }

  /** Rules over token exchange, as the configuration would have them after {@code exchanges:}. */
  SiteSettings exchanges(ExchangePolicy policy) {
    exchanges = policy;
    return this;
  }

  ExchangePolicy exchanges() {
    return exchanges;
  }

  /** Who knows the passwords that clients pass on. */
  SiteSettings passwords(DirectoryPasswords.Source source) {
    passwords = Optional.of(source);
    return this;
  }

  Optional<DirectoryPasswords.Source> passwords() {
    return passwords;
  }

  List<TestClient> clients() {
    return List.copyOf(clients);
  }

  Issuer issuer() {
    return new Issuer(
        new IssuerId(name),
        URI.create("https://issuer.example/" + name),
        Profile.WLCG,
        new Issuer.Display("The lab", Optional.empty(), "#336699", ""),
        lifetimes,
        audiences,
        List.of("ES256"),
        Issuer.Pkce.ALL,
        onRefused,
        Issuer.SubjectForm.LOCAL_NAME,
        Duration.ofSeconds(5),
        defaultScopes,
        Map.of(),
        Issuer.Paths.DEFAULT,
        Issuer.Recheck.DEFAULT,
        Issuer.AccountLimits.DEFAULT);
  }

  /** The robot may read; for people the file system is asked. */
  static ScopePolicy policy() {
    Who robot = new Who.Clients(Set.of(new ClientId("robot")));
    List<Rule> rules = new ArrayList<>();
    rules.add(rule("storage.read:/**", robot, new How.Grant()));
    for (String plain :
        List.of(
            "openid",
            "profile",
            "email",
            "offline_access",
            "compute.create",
            "groups",
            "wlcg.groups*")) {
      rules.add(rule(plain, new Who.Everyone(), new How.Grant()));
    }
    rules.add(rule("storage.*:/closed/**", new Who.Everyone(), new How.Refuse("it is closed")));
    rules.add(
        rule(
            "storage.*:/**",
            new Who.Everyone(),
            new How.Ask(List.of(TokenSite.RESOLVER), How.Quorum.ALL)));
    return new ScopePolicy(rules);
  }

  private static Rule rule(String pattern, Who who, How how) {
    return new Rule(
        pattern,
        ((ScopePattern.Parsed) ScopePattern.parse(pattern, Profile.WLCG)).pattern(),
        who,
        how);
  }
}
