package org.symbolon.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.Preferences;
import org.symbolon.client.ResponseType;
import org.symbolon.client.TestClient;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** Clients that tests can add and remove; the same ones at every issuer. */
public final class TestClients implements Clients {
  public static final String SECRET = "a-secret-that-is-long-enough-for-anyone";

  private final ConcurrentHashMap<ClientId, Client> clients = new ConcurrentHashMap<>();

  public TestClients() {
    add(client("tool", true, List.of("http://127.0.0.1/cb", "http://[::1]:1/cb"), OnRefused.FAIL));
    add(client("narrow", true, List.of("http://127.0.0.1/cb"), OnRefused.NARROW));
    add(client("app", true, List.of("org.example.app:/cb"), OnRefused.FAIL));
    add(client("portal", false, List.of("https://portal.example/cb?keep=1"), OnRefused.FAIL));
  }

  public static Client client(
      String id, boolean isPublic, List<String> redirectUris, OnRefused onRefused) {
    TestClient client =
        TestClient.named(id)
            .called("The " + id)
            .grants(GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN)
            .redirectUris(redirectUris.toArray(String[]::new))
            .scopes("storage.read:/**")
            .audiences(List.of("https://data.example"), List.of("batch-*"))
            .onRefused(onRefused);
    return (isPublic ? client : client.secrets(SECRET)).at(new IssuerId("lab"));
  }

  /** The same, told when sessions end, and trusted or not. */
  public static Client with(
      Client client, Preferences.Logout logout, boolean trusted, ResponseType... types) {
    Preferences none = Preferences.NONE;
    return new Client(
        client.issuer(),
        client.id(),
        client.name(),
        client.authentication(),
        client.grantTypes(),
        client.redirectUris(),
        client.scopes(),
        client.audiences(),
        client.introspects(),
        client.serves(),
        client.alwaysRefresh(),
        client.onRefused(),
        client.algorithm(),
        client.overrides(),
        types.length == 0
            ? client.openId()
            : new OpenIdOptions(
                client.openId().subjects(), Optional.empty(), Set.copyOf(List.of(types))),
        new Preferences(
            none.links(),
            none.requests(),
            logout,
            none.keys(),
            none.idTokenAlgorithm(),
            none.assertionAlgorithm(),
            none.dpopBound(),
            none.certificateBound(),
            Reach.LOOPBACK),
        trusted);
  }

  public void add(Client client) {
    clients.put(client.id(), client);
  }

  List<Client> all() {
    return List.copyOf(clients.values());
  }

  public void remove(String id) {
    clients.remove(new ClientId(id));
  }

  @Override
  public Optional<Client> find(IssuerId issuer, ClientId id) {
    return Optional.ofNullable(clients.get(id));
  }
}
