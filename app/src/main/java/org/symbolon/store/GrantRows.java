package org.symbolon.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.NewFamily;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ProtocolError;

/** Grants as rows, wherever a statement joins them, and the statements others' units share. */
final class GrantRows {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  /** What clients sent freely, and what no statement asks about. */
  private record Details(
      @Nullable String actor,
      String requestedScope,
      String ceiling,
      List<String> audiences,
      @Nullable String key,
      @Nullable String certificate,
      @Nullable AskedNames asked) {}

  private GrantRows() {}

  /** The columns of a grant for a SELECT, each under the prefix. */
  static String columns(String table, String prefix) {
    StringBuilder columns = new StringBuilder();
    for (String column :
        List.of(
            "id",
            "issuer",
            "kind",
            "person",
            "username",
            "client",
            "ancestors",
            "details",
            "authenticated_at",
            "created_at",
            "expires_at",
            "ended_at",
            "ended_why")) {
      columns
          .append(columns.isEmpty() ? "" : ", ")
          .append(table + "." + column + " AS " + prefix + column);
    }
    return columns.toString();
  }

  /**
   * A condition: nothing in the lineage of a stored grant has ended, or expired by {@code :now}.
   *
   * @param grantId an expression
   */
  static String lives(String grantId) {
    return "NOT EXISTS (SELECT 1 FROM grant_lineage l JOIN grants a ON a.id = l.ancestor_id"
        + " WHERE l.grant_id = "
        + grantId
        + " AND (a.ended_at IS NOT NULL OR a.expires_at <= :now))";
  }

  /**
   * A condition: the login is stored and has neither ended, nor expired by {@code :now}. It is a
   * root, so nothing above it matters.
   *
   * @param loginId an expression
   */
  static String loginLives(String loginId) {
    return "EXISTS (SELECT 1 FROM grants a WHERE a.id = "
        + loginId
        + " AND a.ended_at IS NULL AND a.expires_at > :now)";
  }

  /** A condition as a column: 1 or 0, which both databases return alike. */
  static String truth(String condition, String column) {
    return "CASE WHEN " + condition + " THEN 1 ELSE 0 END AS " + column;
  }

  static Grant read(ResultSet row, String prefix) throws SQLException {
    Details details = Json.read(row.getString(prefix + "details"), Details.class);
    Optional<Instant> ended = Columns.optionalInstant(row, prefix + "ended_at");
    Optional<String> why = Columns.optionalText(row, prefix + "ended_why");
    return new Grant(
        new GrantId(row.getString(prefix + "id")),
        new IssuerId(row.getString(prefix + "issuer")),
        ids(row.getString(prefix + "ancestors")),
        kind(row.getString(prefix + "kind")),
        row.getString(prefix + "person"),
        row.getString(prefix + "username"),
        Columns.optionalText(row, prefix + "client").map(ClientId::new),
        Optional.ofNullable(details.actor()),
        details.requestedScope(),
        details.ceiling(),
        details.audiences(),
        Columns.instant(row, prefix + "authenticated_at"),
        Columns.instant(row, prefix + "created_at"),
        Columns.instant(row, prefix + "expires_at"),
        ended.map(at -> new Grant.Ended(at, why.orElse(""))),
        new Confirmation(
            Optional.ofNullable(details.key()), Optional.ofNullable(details.certificate())),
        AskedNames.read(details.asked()));
  }

  /**
   * A newer node on the same database may have made what this one has no word for. What it is worth
   * only that one can say: it is no reason to throw anything away.
   */
  private static GrantKind kind(String name) {
    try {
      return GrantKind.valueOf(name);
    } catch (IllegalArgumentException newer) {
      throw ProtocolError.unavailable(
              "this server is being brought up to date: try again soon, nothing is lost",
              "a grant of the kind " + name + ", which a newer version has made")
          .exception();
    }
  }

  /** A condition: this version knows what it is, so that lists can do without the others. */
  static String known(String table) {
    return Arrays.stream(GrantKind.values())
        .map(kind -> "'" + kind.name() + "'")
        .collect(Collectors.joining(", ", table + ".kind IN (", ")"));
  }

  private static List<GrantId> ids(String json) {
    // Most grants hang on a login alone, and logins on nothing.
    return json.equals("[]")
        ? List.of()
        : Json.read(json, TEXTS).stream().map(GrantId::new).toList();
  }

  static void insert(Handle handle, Grant grant) {
    handle
        .createUpdate(
            """
            INSERT INTO grants (id, issuer, kind, person, username, client, ancestors, details,
              authenticated_at, created_at, expires_at, ended_at, ended_why)
            VALUES (:id, :issuer, :kind, :person, :username, :client, :ancestors, :details,
              :authenticatedAt, :createdAt, :expiresAt, :endedAt, :endedWhy)
            """)
        .bind("id", grant.id().value())
        .bind("issuer", grant.issuer().value())
        .bind("kind", grant.kind().name())
        .bind("person", grant.person())
        .bind("username", grant.username())
        .bind("client", grant.client().map(ClientId::value).orElse(null))
        .bind("ancestors", Json.write(grant.ancestors().stream().map(GrantId::value).toList()))
        .bind(
            "details",
            Json.write(
                new Details(
                    grant.actor().orElse(null),
                    grant.requestedScope(),
                    grant.ceiling(),
                    grant.audiences(),
                    grant.confirmation().key().orElse(null),
                    grant.confirmation().certificate().orElse(null),
                    AskedNames.of(grant.asked()))))
        .bind("authenticatedAt", grant.authenticatedAt().toEpochMilli())
        .bind("createdAt", grant.created().toEpochMilli())
        .bind("expiresAt", grant.expires().toEpochMilli())
        .bind("endedAt", grant.ended().map(ended -> ended.at().toEpochMilli()).orElse(null))
        .bind("endedWhy", grant.ended().map(Grant.Ended::why).orElse(null))
        .execute();
    for (GrantId ancestor : grant.lineage()) {
      handle
          .createUpdate(
              "INSERT INTO grant_lineage (grant_id, ancestor_id) VALUES (:grant, :ancestor)")
          .bind("grant", grant.id().value())
          .bind("ancestor", ancestor.value())
          .execute();
    }
  }

  /**
   * @throws IllegalArgumentException when the grant has no login above it, whose identity could be
   *     rechecked
   */
  static void insert(Handle handle, Grant grant, NewFamily family) {
    if (grant.ancestors().isEmpty()) {
      throw new IllegalArgumentException("a refresh family hangs on a grant below a login");
    }
    handle
        .createUpdate(
            """
            INSERT INTO families (grant_id, login_id, generation, key_id, idle_expires_at, recent)
            VALUES (:grant, :login, 0, :key, :idle, '')
            """)
        .bind("grant", grant.id().value())
        .bind("login", grant.ancestors().getFirst().value())
        .bind("key", family.keyId())
        .bind("idle", family.idleExpires().toEpochMilli())
        .execute();
  }

  /**
   * @return whether this call ended it
   */
  static boolean end(Handle handle, GrantId id, String why, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE grants SET ended_at = :now, ended_why = :why
                WHERE id = :id AND ended_at IS NULL
                """)
            .bind("now", now.toEpochMilli())
            .bind("why", why)
            .bind("id", id.value())
            .execute()
        == 1;
  }
}
