package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.symbolon.client.RegisteredClients;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** Ends what hangs on a client that registered itself, within the unit that deletes it. */
final class ClientGrants {
  /** The length lets the index of such clients' grants serve. */
  private static final String END =
      """
      UPDATE grants SET ended_at = :now, ended_why = :why
      WHERE length(client) = %d AND client = :client AND issuer = :issuer
        AND ended_at IS NULL AND expires_at > :now
      RETURNING id
      """
          .formatted(RegisteredClients.ID_LENGTH);

  private ClientGrants() {}

  /**
   * What people allowed it. Only where somebody waits for it: those of a client that is swept
   * expire by themselves, and its id is never another's.
   */
  static void forgetConsents(Handle handle, IssuerId issuer, ClientId client) {
    handle
        .createUpdate("DELETE FROM consents WHERE client = :client AND issuer = :issuer")
        .bind("client", client.value())
        .bind("issuer", issuer.value())
        .execute();
  }

  /**
   * @return those that lived
   */
  static List<GrantId> end(
      Handle handle, IssuerId issuer, ClientId client, String why, Instant now) {
    return handle
        .createQuery(END)
        .bind("client", client.value())
        .bind("issuer", issuer.value())
        .bind("now", now.toEpochMilli())
        .bind("why", why)
        .map((row, context) -> new GrantId(row.getString("id")))
        .list();
  }
}
