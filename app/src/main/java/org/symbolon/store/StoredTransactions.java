package org.symbolon.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.login.Transaction;
import org.symbolon.login.Transactions;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link Transactions} in the database. */
final class StoredTransactions implements Transactions {
  private static final TypeReference<Map<String, String>> KEPT = new TypeReference<>() {};

  private static final String COLUMNS =
      "SELECT id, issuer, browser, continuation, method, upstream_state, login_id, expires_at"
          + " FROM login_transactions";

  private static final String BOUND =
      " AND issuer = :issuer AND browser = :browser AND expires_at > :now";

  private static final String FIND = COLUMNS + " WHERE id = :hash" + BOUND;

  private static final String FIND_BY_UPSTREAM_STATE =
      COLUMNS + " WHERE upstream_hash = :hash" + BOUND;

  private final Engine engine;

  StoredTransactions(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void begin(Transaction transaction) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO login_transactions (id, issuer, browser, continuation, method,
                      upstream_state, login_id, expires_at)
                    VALUES (:id, :issuer, :browser, :continuation, :method, :upstreamState, :login,
                      :expires)
                    """)
                .bind("id", transaction.id().hex())
                .bind("issuer", transaction.issuer().value())
                .bind("browser", transaction.browser().hex())
                .bind("continuation", Continuations.write(transaction.continuation()))
                .bind("method", transaction.method().orElse(null))
                .bind("upstreamState", Json.write(transaction.upstreamState()))
                .bind("login", transaction.login().map(GrantId::value).orElse(null))
                .bind("expires", transaction.expires().toEpochMilli())
                .execute());
  }

  @Override
  public Optional<Transaction> find(
      IssuerId issuer, SecretHash id, SecretHash browser, Instant now) {
    return find(FIND, issuer, id, browser, now);
  }

  @Override
  public Optional<Transaction> findByUpstreamState(
      IssuerId issuer, SecretHash state, SecretHash browser, Instant now) {
    return find(FIND_BY_UPSTREAM_STATE, issuer, state, browser, now);
  }

  private Optional<Transaction> find(
      String sql, IssuerId issuer, SecretHash hash, SecretHash browser, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("hash", hash.hex())
                .bind("issuer", issuer.value())
                .bind("browser", browser.hex())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .findOne());
  }

  private static Transaction read(ResultSet row) throws SQLException {
    return new Transaction(
        new SecretHash(row.getString("id")),
        new IssuerId(row.getString("issuer")),
        new SecretHash(row.getString("browser")),
        Continuations.read(row.getString("continuation")),
        Columns.optionalText(row, "method"),
        Json.read(row.getString("upstream_state"), KEPT),
        Columns.optionalText(row, "login_id").map(GrantId::new),
        Columns.instant(row, "expires_at"));
  }

  @Override
  public boolean departed(
      SecretHash id, String method, SecretHash state, Map<String, String> kept) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE login_transactions SET method = :method, upstream_hash = :state,
                          upstream_state = :kept
                        WHERE id = :id AND login_id IS NULL
                        """)
                    .bind("method", method)
                    .bind("state", state.hex())
                    .bind("kept", Json.write(kept))
                    .bind("id", id.hex())
                    .execute()
                == 1);
  }

  @Override
  public boolean signedIn(SecretHash id, GrantId login) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE login_transactions SET login_id = :login, upstream_hash = NULL,
                          upstream_state = '{}'
                        WHERE id = :id AND login_id IS NULL
                        """)
                    .bind("login", login.value())
                    .bind("id", id.hex())
                    .execute()
                == 1);
  }

  @Override
  public boolean finish(SecretHash id) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate("DELETE FROM login_transactions WHERE id = :id")
                    .bind("id", id.hex())
                    .execute()
                == 1);
  }
}
