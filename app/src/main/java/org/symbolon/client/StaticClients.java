package org.symbolon.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** The clients of the configuration, in memory, until it is read again. */
public final class StaticClients implements Clients {
  private record Key(IssuerId issuer, ClientId id) {}

  private volatile Map<Key, Client> clients;

  /**
   * @throws IllegalStateException when an issuer has two of one id
   */
  public StaticClients(Collection<Client> clients) {
    this.clients = byKey(clients);
  }

  /**
   * From now on there are these, all at once.
   *
   * @throws IllegalStateException when an issuer has two of one id; then nothing changes
   */
  public void replace(Collection<Client> others) {
    this.clients = byKey(others);
  }

  /** All of one issuer. */
  public List<Client> of(IssuerId issuer) {
    return clients.values().stream().filter(client -> client.issuer().equals(issuer)).toList();
  }

  private static Map<Key, Client> byKey(Collection<Client> clients) {
    return clients.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                client -> new Key(client.issuer(), client.id()), Function.identity()));
  }

  @Override
  public Optional<Client> find(IssuerId issuer, ClientId id) {
    return Optional.ofNullable(clients.get(new Key(issuer, id)));
  }
}
