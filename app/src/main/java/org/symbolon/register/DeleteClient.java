package org.symbolon.register;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.Registrations;
import org.symbolon.client.Registrations.Deleter;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** Deletes a client that registered itself, with all that was granted to it. */
final class DeleteClient {
  private final IssuerId issuer;
  private final Registrations registrations;
  private final RegisteredClients clients;
  private final Audit audit;
  private final InstantSource clock;

  DeleteClient(
      IssuerId issuer,
      Registrations registrations,
      RegisteredClients clients,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.registrations = registrations;
    this.clients = clients;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @return false when it is gone already, or is not the deleter's
   */
  boolean delete(ClientId client, Deleter deleter, String why, String address) {
    Optional<List<GrantId>> ended =
        registrations.delete(issuer, client, deleter, why, clock.instant());
    clients.forget(issuer, client);
    ended.ifPresent(
        grants -> {
          audit.report(new Event.ClientDeleted(issuer, client, why, address));
          grants.forEach(grant -> audit.report(new Event.GrantEnded(issuer, grant, why)));
        });
    return ended.isPresent();
  }
}
