package org.symbolon.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.symbolon.login.Sessions.EndedSession;
import org.symbolon.login.Sessions.Found;
import org.symbolon.login.Sessions.Member;
import org.symbolon.login.Sessions.SessionEnd;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;

/** The statements by which a session ends, with what hangs on it. */
final class EndSession {
  // What has a refresh family was meant to go on without the person.
  private static final String END_ONLINE =
      """
      UPDATE grants SET ended_at = :now, ended_why = :why
      WHERE ended_at IS NULL AND expires_at > :now AND kind IN ('CODE', 'FRONT')
        AND id IN (SELECT grant_id FROM grant_lineage WHERE ancestor_id = :login)
        AND NOT EXISTS (SELECT 1 FROM families f WHERE f.grant_id = grants.id)
      RETURNING id
      """;

  private EndSession() {}

  static Optional<EndedSession> end(Handle handle, SessionEnd end) {
    Optional<Found> found = StoredSessions.byHandle(handle, end.issuer(), end.handle());
    if (found.isEmpty() || !delete(handle, found.get())) {
      return Optional.empty();
    }
    List<Member> members = members(handle, end.handle());
    Set<GrantId> logins = new LinkedHashSet<>();
    members.forEach(member -> logins.add(member.login()));
    logins.add(found.get().session().login());
    List<GrantId> grants = new ArrayList<>();
    for (GrantId login : logins) {
      grants.addAll(endGrants(handle, login, end));
    }
    members.forEach(member -> tell(handle, found.get(), member, end));
    return Optional.of(
        new EndedSession(found.get().session(), found.get().login(), members, grants));
  }

  private static boolean delete(Handle handle, Found found) {
    return handle
            .createUpdate("DELETE FROM sessions WHERE id = :id")
            .bind("id", found.session().id().hex())
            .execute()
        == 1;
  }

  private static List<Member> members(Handle handle, String session) {
    return handle
        .createQuery(
            """
            DELETE FROM session_clients WHERE session = :session
            RETURNING login_id, client, account
            """)
        .bind("session", session)
        .map(
            (row, context) ->
                new Member(
                    new GrantId(row.getString("login_id")),
                    new ClientId(row.getString("client")),
                    row.getString("account")))
        .list();
  }

  private static List<GrantId> endGrants(Handle handle, GrantId login, SessionEnd end) {
    handle
        .createUpdate("DELETE FROM codes WHERE login_id = :login AND redeemed_at IS NULL")
        .bind("login", login.value())
        .execute();
    return switch (end.ends()) {
      case ONLINE ->
          handle
              .createQuery(END_ONLINE)
              .bind("now", end.now().toEpochMilli())
              .bind("why", end.why())
              .bind("login", login.value())
              .map((row, context) -> new GrantId(row.getString("id")))
              .list();
      case EVERYTHING ->
          GrantRows.end(handle, login, end.why(), end.now()) ? List.of(login) : List.of();
    };
  }

  private static void tell(Handle handle, Found found, Member member, SessionEnd end) {
    Instant now = end.now();
    handle
        .createUpdate(
            """
            INSERT INTO logout_notices (id, issuer, client, login_id, person, account, next_at,
              expires_at)
            VALUES (:id, :issuer, :client, :login, :person, :account, :now, :expires)
            """)
        .bind("id", end.ids().get())
        .bind("issuer", end.issuer().value())
        .bind("client", member.client().value())
        .bind("login", member.login().value())
        .bind("person", found.login().person().key())
        .bind("account", member.account())
        .bind("now", now.toEpochMilli())
        .bind("expires", end.giveUp().toEpochMilli())
        .execute();
  }
}
