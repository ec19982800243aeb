package org.symbolon.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.login.LoginFlow.Visitor;
import org.symbolon.login.Sessions.EndedSession;
import org.symbolon.login.Sessions.Ends;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.Upstream;

/** The sessions of one issuer: begun by a sign-in, used by many clients, ended once. */
public final class BrowserSessions {
  /** Noting a use costs a write, so at most so often. */
  private static final Duration TOUCH = Duration.ofMinutes(1);

  /** By then a client that does not answer is not told any more. */
  private static final Duration GIVE_UP = Duration.ofHours(6);

  private static final int LONGEST_BROWSER = 256;
  private static final String PURPOSE = "upstream-id-token";

  private final Issuer issuer;
  private final Sessions sessions;
  private final MasterKey masterKey;
  private final Audit audit;
  private final RandomText random;
  private final InstantSource clock;
  private final Runnable notices;

  /**
   * @param notices told that there are clients to be told; returns at once. Called after the unit
   *     that ended a session, never in it
   */
  public BrowserSessions(
      Issuer issuer,
      Sessions sessions,
      MasterKey masterKey,
      Audit audit,
      RandomText random,
      InstantSource clock,
      Runnable notices) {
    this.issuer = issuer;
    this.sessions = sessions;
    this.masterKey = masterKey;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * The session of a browser, while it and its login are alive. It is used by this.
   *
   * @param secret of the cookie
   * @param from the browser's address
   */
  public Optional<Found> find(Optional<String> secret, String from) {
    Instant now = clock.instant();
    Optional<Found> found =
        secret.flatMap(text -> sessions.find(issuer.id(), SecretHash.of(text), now));
    found
        .map(Found::session)
        .filter(session -> session.lastUsed().plus(TOUCH).isBefore(now))
        .ifPresent(session -> sessions.used(session.id(), from, idleLimit(now), now));
    return found;
  }

  /**
   * Somebody has signed in. A secret known before could have been planted, so there is a new one in
   * any case; what the same person had under way at this browser goes on, another's session ends.
   *
   * @return the secret for the cookie
   */
  String signedIn(Login login, AtInstitution there, Visitor visitor) {
    String secret = random.secret();
    Optional<Found> before =
        visitor
            .session()
            .flatMap(text -> sessions.find(issuer.id(), SecretHash.of(text), clock.instant()));
    boolean goesOn =
        before.isPresent()
            && before.get().login().person().equals(login.person())
            && sessions.renew(
                before.get().session().id(),
                session(
                    secret,
                    before.get().session().handle(),
                    before.get().session().created(),
                    login,
                    there,
                    visitor));
    if (!goesOn) {
      before.ifPresent(
          found -> end(found.session().handle(), "somebody else signed in", visitor.address()));
      sessions.begin(session(secret, random.identifier(), clock.instant(), login, there, visitor));
    }
    return secret;
  }

  private Session session(
      String secret,
      String handle,
      Instant created,
      Login login,
      AtInstitution there,
      Visitor visitor) {
    Instant now = clock.instant();
    return new Session(
        SecretHash.of(secret),
        handle,
        issuer.id(),
        login.grant().id(),
        created,
        now.plus(issuer.lifetimes().session()),
        idleLimit(now),
        now,
        visitor.address(),
        visitor.agent().substring(0, Math.min(LONGEST_BROWSER, visitor.agent().length())),
        there.idToken().map(token -> masterKey.encrypt(PURPOSE, handle, token)),
        there.session());
  }

  private Instant idleLimit(Instant now) {
    return now.plus(issuer.sessions().idle());
  }

  /** A client was given something in this session, and shall be told when it ends. */
  public void joined(Session session, Login login, ClientId client, String account) {
    sessions.joined(session, new Sessions.Member(login.grant().id(), client, account));
  }

  /** Those of a person that can still be used, the one used last first. */
  public List<Session> of(Person person) {
    return sessions.of(issuer.id(), person.key(), clock.instant());
  }

  /**
   * Those that began with a sign-in which the institution says is over: all of a person, or where
   * it names one session of its own, those that came of that one or of none that it ever named.
   *
   * @param method by which the institution is known here
   */
  public List<Session> of(String method, Upstream.Logout.Ended over) {
    return over.subject()
        .map(
            subject ->
                of(new Person(issuer.id(), method, over.issuer(), subject)).stream()
                    .filter(
                        session ->
                            over.session().isEmpty()
                                || session.upstreamSession().isEmpty()
                                || session.upstreamSession().equals(over.session()))
                    .toList())
        .orElseGet(
            () ->
                over.session().stream()
                    .flatMap(
                        there ->
                            sessions
                                .ofUpstreamSession(issuer.id(), there, clock.instant())
                                .stream())
                    .filter(found -> isFrom(found.login().person(), method, over.issuer()))
                    .map(Found::session)
                    .toList());
  }

  private static boolean isFrom(Person person, String method, String upstreamIssuer) {
    return person.method().equals(method) && person.upstreamIssuer().equals(upstreamIssuer);
  }

  /**
   * Ends a session and what the issuer says ends with it; its clients are told.
   *
   * @param why for the record
   * @param address whose wish it was
   * @return empty where it had ended already
   */
  public Optional<EndedSession> end(String handle, String why, String address) {
    Ends ends =
        switch (issuer.sessions().logoutEnds()) {
          case ONLINE -> Ends.ONLINE;
          case EVERYTHING -> Ends.EVERYTHING;
        };
    Instant now = clock.instant();
    Optional<EndedSession> ended =
        sessions.end(
            new Sessions.SessionEnd(
                issuer.id(), handle, ends, why, now, now.plus(GIVE_UP), random::identifier));
    ended.ifPresent(
        one -> {
          report(one, why, address);
          notices.run();
        });
    return ended;
  }

  private void report(EndedSession ended, String why, String address) {
    Login login = ended.login();
    audit.report(
        new Event.SessionEnded(
            issuer.id(),
            login.person().key(),
            login.grant().username(),
            login.grant().id(),
            why,
            address));
    for (GrantId grant : ended.grants()) {
      audit.report(new Event.GrantEnded(issuer.id(), grant, why));
    }
  }

  /** The institution's ID token of the session, for signing out there. */
  public Optional<String> upstreamIdToken(Session session) {
    return session
        .upstreamIdToken()
        .flatMap(
            text -> {
              try {
                return Optional.of(masterKey.decrypt(PURPOSE, session.handle(), text));
              } catch (IllegalStateException keyIsGone) {
                // Sessions are not worth encrypting anew: signing out there goes without it.
                return Optional.empty();
              }
            });
  }
}
