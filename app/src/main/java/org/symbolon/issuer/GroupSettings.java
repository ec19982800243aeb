package org.symbolon.issuer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.ClientId;

/**
 * How an issuer's tokens tell of groups.
 *
 * @param prefix stands before each name in {@code wlcg.groups}: {@code /lab}, or nothing
 * @param defaults the local names told where none is asked for, in this order; absent for all of
 *     them, by name
 * @param atClients the same for single clients
 * @param entitlements absent where none are told
 */
public record GroupSettings(
    String prefix,
    Optional<List<String>> defaults,
    Map<ClientId, List<String>> atClients,
    Optional<Entitlements> entitlements) {
  public static final GroupSettings DEFAULT =
      new GroupSettings("", Optional.empty(), Map.of(), Optional.empty());

  public GroupSettings {
    defaults = defaults.map(List::copyOf);
    atClients = Map.copyOf(atClients);
  }

  /** What a client's tokens tell where none is asked for; absent for all. */
  public Optional<List<String>> defaultsAt(ClientId client) {
    return Optional.ofNullable(atClients.get(client)).or(() -> defaults);
  }

  /**
   * The fixed parts of entitlements (AARC-G069 §2).
   *
   * @param namespace {@code urn:geant:lab.example}
   * @param authority who says so: {@code tokens.lab.example}
   */
  public record Entitlements(String namespace, String authority) {}
}
