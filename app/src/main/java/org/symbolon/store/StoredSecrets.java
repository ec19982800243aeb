package org.symbolon.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.symbolon.keys.Secrets;

/** {@link Secrets} in the database. */
final class StoredSecrets implements Secrets {
  private static final String OTHER = " WHERE substr(%1$s, 1, :length) <> :prefix";

  private final Engine engine;

  StoredSecrets(Engine engine) {
    this.engine = engine;
  }

  /** Where a kind stands: table, column, and what its context is. */
  private record Place(String table, String column, String context, String also) {}

  private static Place place(Kind kind) {
    return switch (kind) {
      case SIGNING_KEY ->
          new Place("signing_keys", "encrypted_private_jwk", "issuer || '/' || kid", "");
      case HELD_TOKEN -> new Place("logins", "upstream_refresh_token", "grant_id", "");
      case SUBJECT_KEY ->
          new Place("settings", "value", "'subjects'", " AND name = 'setting.subject-key'");
      case REGISTERED_CLIENT -> new Place("registered_clients", "encrypted_secret", "id", "");
    };
  }

  @Override
  public List<Secret> notUnder(String keyId, int most) {
    String prefix = keyId + ".";
    List<Secret> found = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Place place = place(kind);
      found.addAll(
          engine.read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT "
                              + place.context()
                              + " AS context, "
                              + place.column()
                              + " AS text FROM "
                              + place.table()
                              + OTHER.formatted(place.column())
                              + place.also()
                              + " LIMIT :most")
                      .bind("length", prefix.length())
                      .bind("prefix", prefix)
                      .bind("most", most)
                      .map(
                          (row, context) ->
                              new Secret(kind, row.getString("context"), row.getString("text")))
                      .list()));
    }
    return found;
  }

  @Override
  public boolean replace(Secret secret, String text) {
    Place place = place(secret.kind());
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(
                        "UPDATE "
                            + place.table()
                            + " SET "
                            + place.column()
                            + " = :text WHERE "
                            + place.column()
                            + " = :before AND "
                            + place.context()
                            + " = :context"
                            + place.also())
                    .bind("text", text)
                    .bind("before", secret.text())
                    .bind("context", secret.context())
                    .execute()
                == 1);
  }

  @Override
  public Map<String, Long> refreshTokens(Instant now) {
    return countedByKey("families t WHERE t.idle_expires_at > :now", now);
  }

  @Override
  public Map<String, Long> jobGrants(Instant now) {
    return countedByKey("job_grants t WHERE t.uses < t.most_uses", now);
  }

  private Map<String, Long> countedByKey(String which, Instant now) {
    return engine
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT t.key_id AS id, count(*) AS many FROM "
                            + which
                            + " AND "
                            + GrantRows.lives("t.grant_id")
                            + " GROUP BY t.key_id")
                    .bind("now", now.toEpochMilli())
                    .map((row, context) -> Map.entry(row.getString("id"), row.getLong("many")))
                    .list())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
