package org.symbolon.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** A client as a configuration would make it, for tests; what matters to one is set there. */
public final class TestClient {
  private final String id;
  private String name;
  private Client.Authentication authentication = new Client.Authentication.None();
  private Set<GrantType> grants = Set.of();
  private List<String> scopes = List.of();
  private Optional<Audiences> audiences = Optional.empty();
  private boolean introspects;
  private Set<String> serves = Set.of();
  private boolean alwaysRefresh;
  private Optional<OnRefused> onRefused = Optional.empty();
  private Client.Overrides overrides = Client.Overrides.NONE;
  private OpenIdOptions openId = OpenIdOptions.DEFAULT;
  private List<String> redirectUris = List.of();
  private Preferences preferences = Preferences.NONE;

  private TestClient(String id) {
    this.id = id;
    this.name = "The client " + id;
  }

  /** A public client. */
  public static TestClient named(String id) {
    return new TestClient(id);
  }

  public String id() {
    return id;
  }

  /** Like another but in what is set afterwards. */
  public static TestClient like(Client other) {
    TestClient client = new TestClient(other.id().value()).called(other.name());
    client.authentication = other.authentication();
    client.grants = other.grantTypes();
    client.redirectUris = other.redirectUris();
    client.scopes = other.scopes();
    client.audiences = other.audiences();
    client.introspects = other.introspects();
    client.serves = other.serves();
    client.alwaysRefresh = other.alwaysRefresh();
    client.onRefused = other.onRefused();
    client.overrides = other.overrides();
    client.openId = other.openId();
    client.preferences = other.preferences();
    return client;
  }

  /** Its name, as people see it. */
  public TestClient called(String own) {
    name = own;
    return this;
  }

  /** Any of these secrets proves it. */
  public TestClient secrets(String... secrets) {
    authentication =
        new Client.Authentication.Secret(List.of(secrets).stream().map(SecretHash::of).toList());
    return this;
  }

  public TestClient authentication(Client.Authentication how) {
    authentication = how;
    return this;
  }

  public TestClient grants(GrantType... types) {
    grants = Set.of(types);
    return this;
  }

  public TestClient scopes(String... patterns) {
    scopes = List.of(patterns);
    return this;
  }

  public TestClient audiences(List<String> defaults, List<String> allowed) {
    audiences = Optional.of(new Audiences(defaults, allowed));
    return this;
  }

  public TestClient serves(String... own) {
    serves = Set.of(own);
    return this;
  }

  public TestClient alwaysRefresh() {
    alwaysRefresh = true;
    return this;
  }

  public TestClient onRefused(OnRefused what) {
    onRefused = Optional.of(what);
    return this;
  }

  public TestClient introspects() {
    introspects = true;
    return this;
  }

  /** Gets tokens only that are bound to a key, or to a certificate. */
  public TestClient bound(boolean toKey, boolean toCertificate) {
    Preferences none = Preferences.NONE;
    preferences =
        new Preferences(
            none.links(),
            none.requests(),
            none.logout(),
            none.keys(),
            none.idTokenAlgorithm(),
            none.assertionAlgorithm(),
            toKey,
            toCertificate,
            none.reach());
    return this;
  }

  public TestClient overrides(Client.Overrides own) {
    overrides = own;
    return this;
  }

  public TestClient openId(OpenIdOptions options) {
    openId = options;
    return this;
  }

  public TestClient redirectUris(String... uris) {
    redirectUris = List.of(uris);
    return this;
  }

  public TestClient preferences(Preferences own) {
    preferences = own;
    return this;
  }

  public Client at(IssuerId issuer) {
    return new Client(
        issuer,
        new ClientId(id),
        name,
        authentication,
        grants,
        redirectUris,
        scopes,
        audiences,
        introspects,
        serves,
        alwaysRefresh,
        onRefused,
        Optional.empty(),
        overrides,
        openId,
        preferences,
        false);
  }
}
