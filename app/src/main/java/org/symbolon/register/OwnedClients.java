package org.symbolon.register;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.symbolon.audit.Audit;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.Registrations;
import org.symbolon.client.Registrations.Deleter;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;

/** The clients that people registered for themselves, for their own page. */
public final class OwnedClients {
  private final Issuer issuer;
  private final Duration unusedFor;
  private final Registrations registrations;
  private final DeleteClient deletion;
  private final InstantSource clock;

  public OwnedClients(
      Issuer issuer,
      RegistrationSettings settings,
      Registrations registrations,
      RegisteredClients clients,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.unusedFor = settings.unusedFor();
    this.registrations = registrations;
    this.deletion = new DeleteClient(issuer.id(), registrations, clients, audit, clock);
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param lastUsed to the day; the time of registration where it was never used
   * @param expires unless it is used before
   */
  public record Owned(
      ClientId id,
      String name,
      Set<GrantType> grantTypes,
      List<String> scopes,
      Instant registered,
      Instant lastUsed,
      Instant expires) {}

  /**
   * @param person their key
   * @return the newest first
   */
  public List<Owned> of(String person) {
    return registrations.ownedBy(issuer.id(), person, clock.instant()).stream()
        .map(
            client ->
                new Owned(
                    client.id(),
                    client.metadata().name(),
                    client.metadata().grantTypes(),
                    client.metadata().scopes(),
                    client.registered(),
                    client.expires().minus(unusedFor),
                    client.expires()))
        .toList();
  }

  /**
   * Deletes one, and ends all that was granted to it, by whomever.
   *
   * @param person their key
   * @param address of the browser
   * @return false when there is no such client of theirs
   */
  public boolean delete(String person, ClientId client, String address) {
    return deletion.delete(client, new Deleter.Owner(person), "its owner deleted it", address);
  }
}
