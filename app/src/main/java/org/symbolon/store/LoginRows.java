package org.symbolon.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;

/** Logins as rows, wherever a statement joins them. */
final class LoginRows {
  private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

  /** The columns of a login with its root grant, from {@code logins o JOIN grants r}. */
  static final String COLUMNS =
      GrantRows.columns("r", "login_")
          + ", o.person AS login_who, o.claims AS login_claims,"
          + " o.upstream_refresh_token AS login_token, o.last_good_at AS login_good,"
          + " o.last_asked_at AS login_asked";

  /** The person's issuer is its grant's. */
  private record Who(String method, String upstreamIssuer, String upstreamSubject) {}

  private LoginRows() {}

  static Login read(ResultSet row) throws SQLException {
    Grant grant = GrantRows.read(row, "login_");
    Who who = Json.read(row.getString("login_who"), Who.class);
    return new Login(
        grant,
        new Person(grant.issuer(), who.method(), who.upstreamIssuer(), who.upstreamSubject()),
        Json.read(row.getString("login_claims"), CLAIMS),
        Columns.optionalText(row, "login_token"),
        Columns.instant(row, "login_good"),
        Columns.instant(row, "login_asked"));
  }

  static void insert(Handle handle, Login login) {
    Person person = login.person();
    handle
        .createUpdate(
            """
            INSERT INTO logins (grant_id, person, claims, upstream_refresh_token, last_good_at,
              last_asked_at)
            VALUES (:grant, :person, :claims, :token, :good, :asked)
            """)
        .bind("grant", login.grant().id().value())
        .bind(
            "person",
            Json.write(new Who(person.method(), person.upstreamIssuer(), person.upstreamSubject())))
        .bind("claims", Json.write(login.claims()))
        .bind("token", login.upstreamRefreshToken().orElse(null))
        .bind("good", login.lastGood().toEpochMilli())
        .bind("asked", login.lastAsked().toEpochMilli())
        .execute();
  }
}
