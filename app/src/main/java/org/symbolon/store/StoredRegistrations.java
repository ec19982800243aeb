package org.symbolon.store;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.Registrations;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link Registrations} in the database. */
final class StoredRegistrations implements Registrations {
  private final Engine engine;

  StoredRegistrations(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void add(RegisteredClient client) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO registered_clients
                      (id, issuer, metadata, secret_hash, management_hash, registered_at, expires_at)
                    VALUES (:id, :issuer, :metadata, :secret, :management, :registered, :expires)
                    """)
                .bind("id", client.id().value())
                .bind("issuer", client.issuer().value())
                .bind("metadata", Json.write(client.metadata()))
                .bind("secret", client.secret().map(SecretHash::hex).orElse(null))
                .bind("management", client.management().hex())
                .bind("registered", client.registered().toEpochMilli())
                .bind("expires", client.expires().toEpochMilli())
                .execute());
  }

  @Override
  public Optional<RegisteredClient> find(IssuerId issuer, ClientId id, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT metadata, secret_hash, management_hash, registered_at, expires_at
                    FROM registered_clients
                    WHERE id = :id AND issuer = :issuer AND expires_at > :now
                    """)
                .bind("id", id.value())
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .map(
                    (row, context) ->
                        new RegisteredClient(
                            issuer,
                            id,
                            Json.read(row.getString("metadata"), RegisteredClient.Metadata.class),
                            Optional.ofNullable(row.getString("secret_hash")).map(SecretHash::new),
                            new SecretHash(row.getString("management_hash")),
                            Instant.ofEpochMilli(row.getLong("registered_at")),
                            Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
  }

  @Override
  public void used(IssuerId issuer, ClientId id, Instant expires) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    "UPDATE registered_clients SET expires_at = :expires"
                        + " WHERE id = :id AND issuer = :issuer AND expires_at < :expires")
                .bind("id", id.value())
                .bind("issuer", issuer.value())
                .bind("expires", expires.toEpochMilli())
                .execute());
  }

  @Override
  public boolean replace(RegisteredClient client, SecretHash management) {
    return engine.commitStatement(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE registered_clients SET metadata = :metadata, secret_hash = :secret,
                          management_hash = :new
                        WHERE id = :id AND issuer = :issuer AND management_hash = :old
                        """)
                    .bind("metadata", Json.write(client.metadata()))
                    .bind("secret", client.secret().map(SecretHash::hex).orElse(null))
                    .bind("new", client.management().hex())
                    .bind("id", client.id().value())
                    .bind("issuer", client.issuer().value())
                    .bind("old", management.hex())
                    .execute())
        == 1;
  }

  @Override
  public boolean delete(IssuerId issuer, ClientId id, SecretHash management) {
    return engine.commitStatement(
            handle ->
                handle
                    .createUpdate(
                        "DELETE FROM registered_clients"
                            + " WHERE id = :id AND issuer = :issuer AND management_hash = :management")
                    .bind("id", id.value())
                    .bind("issuer", issuer.value())
                    .bind("management", management.hex())
                    .execute())
        == 1;
  }
}
