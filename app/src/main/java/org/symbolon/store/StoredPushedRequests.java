package org.symbolon.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.authorize.PushedRequest;
import org.symbolon.authorize.PushedRequests;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.SecretHash;

/** {@link PushedRequests} in the database. */
final class StoredPushedRequests implements PushedRequests {
  private static final TypeReference<Map<String, List<String>>> PARAMETERS =
      new TypeReference<>() {};

  private final Engine engine;

  StoredPushedRequests(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void keep(PushedRequest request) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO pushed_requests (hash, issuer, client, parameters, expires_at)
                    VALUES (:hash, :issuer, :client, :parameters, :expires)
                    """)
                .bind("hash", request.hash().hex())
                .bind("issuer", request.issuer().value())
                .bind("client", request.client().value())
                .bind("parameters", Json.write(request.parameters().values()))
                .bind("expires", request.expires().toEpochMilli())
                .execute());
  }

  @Override
  public Optional<PushedRequest> find(
      IssuerId issuer, ClientId client, SecretHash hash, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT hash, issuer, client, parameters, expires_at FROM pushed_requests
                    WHERE hash = :hash AND issuer = :issuer AND client = :client
                      AND used_at IS NULL AND expires_at > :now
                    """)
                .bind("hash", hash.hex())
                .bind("issuer", issuer.value())
                .bind("client", client.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .findOne());
  }

  private static PushedRequest read(ResultSet row) throws SQLException {
    return new PushedRequest(
        new SecretHash(row.getString("hash")),
        new IssuerId(row.getString("issuer")),
        new ClientId(row.getString("client")),
        new Parameters(Json.read(row.getString("parameters"), PARAMETERS)),
        Columns.instant(row, "expires_at"));
  }

  @Override
  public boolean use(SecretHash hash, Instant now) {
    return engine.commitStatement(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE pushed_requests SET used_at = :now"
                            + " WHERE hash = :hash AND used_at IS NULL")
                    .bind("now", now.toEpochMilli())
                    .bind("hash", hash.hex())
                    .execute())
        == 1;
  }
}
