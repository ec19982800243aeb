package org.symbolon.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClient.Secret;
import org.symbolon.client.RegisteredMetadata;
import org.symbolon.client.Registrations;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link Registrations} in the database. */
final class StoredRegistrations implements Registrations {
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private static final String SELECT =
      """
      SELECT id, issuer, metadata, owner, secret_hash, encrypted_secret, secret_expires_at,
        management_hash, registered_at, expires_at
      FROM registered_clients WHERE issuer = :issuer AND expires_at > :now
      """;

  private final Engine engine;

  StoredRegistrations(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void add(RegisteredClient client) {
    engine.commitStatement(handle -> insert(handle, client, Optional.empty()));
  }

  @Override
  public boolean add(RegisteredClient client, SecretHash initialToken, Instant now) {
    return engine.commit(
        handle -> {
          Optional<String> token = InitialTokenRows.use(handle, client.issuer(), initialToken, now);
          return token.isPresent() && insert(handle, client, token) == 1;
        });
  }

  @Override
  public boolean addOwned(RegisteredClient client, int most, Instant now) {
    return engine.commit(
        handle -> {
          int has =
              handle
                  .createQuery(
                      "SELECT count(*) FROM registered_clients"
                          + " WHERE issuer = :issuer AND owner = :owner AND expires_at > :now")
                  .bind("issuer", client.issuer().value())
                  .bind("owner", client.owner().orElseThrow())
                  .bind("now", now.toEpochMilli())
                  .mapTo(Integer.class)
                  .one();
          return has < most && insert(handle, client, Optional.empty()) == 1;
        });
  }

  private static int insert(Handle handle, RegisteredClient client, Optional<String> token) {
    return handle
        .createUpdate(
            """
            INSERT INTO registered_clients
              (id, issuer, metadata, owner, secret_hash, encrypted_secret, secret_expires_at,
               management_hash, registered_at, expires_at, brought_by)
            VALUES (:id, :issuer, :metadata, :owner, :secret, :encrypted, :secretExpires,
              :management, :registered, :expires, :token)
            """)
        .bind("id", client.id().value())
        .bind("issuer", client.issuer().value())
        .bind("metadata", Json.write(client.metadata().members()))
        .bind("owner", client.owner().orElse(null))
        .bind("secret", hash(client).orElse(null))
        .bind("encrypted", encrypted(client).orElse(null))
        .bind("secretExpires", secretExpires(client).orElse(null))
        .bind("management", client.management().hex())
        .bind("registered", client.registered().toEpochMilli())
        .bind("expires", client.expires().toEpochMilli())
        .bind("token", token.orElse(null))
        .execute();
  }

  @Override
  public Optional<RegisteredClient> find(IssuerId issuer, ClientId id, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(SELECT + " AND id = :id")
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne());
  }

  @Override
  public List<RegisteredClient> ownedBy(IssuerId issuer, String owner, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(SELECT + " AND owner = :owner ORDER BY registered_at DESC, id")
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .bind("owner", owner)
                .map((row, context) -> read(row))
                .list());
  }

  @Override
  public List<RegisteredClient> all(IssuerId issuer, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(SELECT + " ORDER BY registered_at DESC, id")
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list());
  }

  private static RegisteredClient read(ResultSet row) throws SQLException {
    long expires = row.getLong("secret_expires_at");
    Instant secretExpires = row.wasNull() ? Instant.MAX : Instant.ofEpochMilli(expires);
    Optional<Secret> hash =
        Optional.ofNullable(row.getString("secret_hash"))
            .map(hex -> new Secret.Hashed(new SecretHash(hex), secretExpires));
    Optional<Secret> encrypted =
        Optional.ofNullable(row.getString("encrypted_secret"))
            .map(text -> new Secret.Encrypted(text, secretExpires));
    return new RegisteredClient(
        new IssuerId(row.getString("issuer")),
        new ClientId(row.getString("id")),
        new RegisteredMetadata(Json.read(row.getString("metadata"), MEMBERS)),
        Optional.ofNullable(row.getString("owner")),
        hash.or(() -> encrypted),
        new SecretHash(row.getString("management_hash")),
        Instant.ofEpochMilli(row.getLong("registered_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")));
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
    return engine.commit(
        handle -> {
          boolean replaced = update(handle, client, management) == 1;
          if (replaced) {
            ClientGrants.forgetConsents(handle, client.issuer(), client.id());
          }
          return replaced;
        });
  }

  private static int update(Handle handle, RegisteredClient client, SecretHash management) {
    return handle
        .createUpdate(
            """
            UPDATE registered_clients SET metadata = :metadata, secret_hash = :secret,
              encrypted_secret = :encrypted, secret_expires_at = :secretExpires,
              management_hash = :new
            WHERE id = :id AND issuer = :issuer AND management_hash = :old
            """)
        .bind("metadata", Json.write(client.metadata().members()))
        .bind("secret", hash(client).orElse(null))
        .bind("encrypted", encrypted(client).orElse(null))
        .bind("secretExpires", secretExpires(client).orElse(null))
        .bind("new", client.management().hex())
        .bind("id", client.id().value())
        .bind("issuer", client.issuer().value())
        .bind("old", management.hex())
        .execute();
  }

  private static Optional<Long> secretExpires(RegisteredClient client) {
    return client
        .secret()
        .map(Secret::expires)
        .filter(expires -> expires.isBefore(Instant.MAX))
        .map(Instant::toEpochMilli);
  }

  private static Optional<String> hash(RegisteredClient client) {
    return client
        .secret()
        .flatMap(
            secret ->
                secret instanceof Secret.Hashed(SecretHash hash, Instant _)
                    ? Optional.of(hash.hex())
                    : Optional.empty());
  }

  private static Optional<String> encrypted(RegisteredClient client) {
    return client
        .secret()
        .flatMap(
            secret ->
                secret instanceof Secret.Encrypted(String text, Instant _)
                    ? Optional.of(text)
                    : Optional.empty());
  }

  @Override
  public Optional<List<GrantId>> delete(
      IssuerId issuer, ClientId id, Deleter deleter, String why, Instant now) {
    return engine.commit(
        handle -> {
          if (!isDeleted(handle, issuer, id, deleter)) {
            return Optional.empty();
          }
          ClientGrants.forgetConsents(handle, issuer, id);
          return Optional.of(ClientGrants.end(handle, issuer, id, why, now));
        });
  }

  private static boolean isDeleted(Handle handle, IssuerId issuer, ClientId id, Deleter deleter) {
    String delete = "DELETE FROM registered_clients WHERE id = :id AND issuer = :issuer";
    var statement =
        switch (deleter) {
          case Deleter.Itself(SecretHash management) ->
              handle
                  .createUpdate(delete + " AND management_hash = :management")
                  .bind("management", management.hex());
          case Deleter.Owner(String person) ->
              handle.createUpdate(delete + " AND owner = :owner").bind("owner", person);
          case Deleter.Operator() -> handle.createUpdate(delete);
        };
    return statement.bind("id", id.value()).bind("issuer", issuer.value()).execute() == 1;
  }
}
