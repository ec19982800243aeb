package org.symbolon.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port of sessions. */
public interface Sessions {
  void begin(Session session);

  /** Absent when unknown, expired, idle for too long, of another issuer, or its login ended. */
  Optional<Found> find(IssuerId issuer, SecretHash id, Instant now);

  /** A session with its login. */
  record Found(Session session, Login login) {}

  /** It was used just now. */
  void used(SecretHash id, String from, Instant idleExpires, Instant now);

  /**
   * The same person has signed in again: the session goes on under the new secret and login, and
   * keeps its handle and its clients. Compare-and-set.
   *
   * @param next with the handle of the one it replaces
   * @return false when that one was gone already; nothing was stored
   */
  boolean renew(SecretHash id, Session next);

  /**
   * A client was given something in this session. A second call changes nothing.
   *
   * @param member with one of the session's logins
   */
  void joined(Session session, Member member);

  /** Those of a person that can still be used, the newest first. */
  List<Session> of(IssuerId issuer, String person, Instant now);

  /**
   * Those that can still be used of what an institution calls one session. Another institution may
   * call one of its own the same: the caller looks at the persons.
   */
  List<Found> ofUpstreamSession(IssuerId issuer, String upstreamSession, Instant now);

  /**
   * Ends a session and what came of it, in one unit: its clients become notices to be sent.
   * Compare-and-set: of several calls one gets the answer.
   */
  Optional<EndedSession> end(SessionEnd end);

  /**
   * Which session to end, and how.
   *
   * @param giveUp when its clients are no longer tried to be told
   * @param ids for the notices
   */
  record SessionEnd(
      IssuerId issuer,
      String handle,
      Ends ends,
      String why,
      Instant now,
      Instant giveUp,
      Supplier<String> ids) {}

  /** What ends with a session. */
  enum Ends {
    /** Codes and grants that can not be refreshed; what goes on without the person stays. */
    ONLINE,
    /** Everything that came of its logins. */
    EVERYTHING
  }

  /**
   * What has ended.
   *
   * @param clients that were given something in it
   * @param grants that ended with it
   */
  record EndedSession(Session session, Login login, List<Member> clients, List<GrantId> grants) {
    public EndedSession {
      clients = List.copyOf(clients);
      grants = List.copyOf(grants);
    }
  }

  /**
   * A client in a session.
   *
   * @param login under which: the {@code sid} it was told
   * @param account the local account as resolved, which makes the subject
   */
  record Member(GrantId login, ClientId client, String account) {}
}
