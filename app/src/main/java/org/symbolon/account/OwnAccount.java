package org.symbolon.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.JobGrant;
import org.symbolon.grant.JobGrants;
import org.symbolon.grant.Login;
import org.symbolon.grant.PersonGrants;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.BrowserSessions;
import org.symbolon.login.Consents;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Entitled;
import org.symbolon.resolve.Explanation;

/** What a person who has signed in sees of themselves, and ends. Never anybody else's. */
public final class OwnAccount {
  private static final String WHY = "ended by the person";

  private final Issuer issuer;
  private final BrowserSessions sessions;
  private final Kept kept;
  private final Clients clients;
  private final Supplier<Inquiry> inquiry;
  private final Audit audit;
  private final InstantSource clock;

  /** The ports of what is listed. */
  public record Kept(PersonGrants grants, JobGrants jobs, Consents consents) {}

  /**
   * @param inquiry asked for at each question
   */
  public OwnAccount(
      Issuer issuer,
      BrowserSessions sessions,
      Kept kept,
      Clients clients,
      Supplier<Inquiry> inquiry,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.sessions = sessions;
    this.kept = kept;
    this.clients = clients;
    this.inquiry = inquiry;
    this.audit = audit;
    this.clock = clock;
  }

  /** All there is of one person. */
  public record Overview(
      List<Session> sessions,
      List<PersonGrants.Held> grants,
      List<JobGrant> jobs,
      List<Consents.Remembered> remembered) {
    public Overview {
      sessions = List.copyOf(sessions);
      grants = List.copyOf(grants);
      jobs = List.copyOf(jobs);
      remembered = List.copyOf(remembered);
    }
  }

  public Overview of(Login login) {
    String person = login.person().key();
    Instant now = clock.instant();
    return new Overview(
        sessions.of(login.person()),
        kept.grants().of(issuer.id(), person, now),
        kept.jobs().of(issuer.id(), person, now).stream().filter(JobGrant::alive).toList(),
        kept.consents().of(issuer.id(), person, now));
  }

  /** What a client is called; its id where it is no longer known. */
  public String name(ClientId client) {
    return clients.find(issuer.id(), client).map(Client::name).orElse(client.value());
  }

  /**
   * @param handle of a session
   * @return false when it is none of theirs
   */
  public boolean endSession(Login login, String handle, String address) {
    return sessions.of(login.person()).stream().anyMatch(own -> own.handle().equals(handle))
        && sessions.end(handle, WHY, address).isPresent();
  }

  /** Ends a grant, a job grant too, and all that came of it. */
  public boolean endGrant(Login login, GrantId grant) {
    boolean ended =
        kept.grants().end(issuer.id(), login.person().key(), grant, WHY, clock.instant());
    if (ended) {
      audit.report(new Event.GrantEnded(issuer.id(), grant, WHY));
    }
    return ended;
  }

  /** From now on the person is asked again about this client. */
  public boolean forget(Login login, ClientId client, String address) {
    String person = login.person().key();
    boolean forgotten = kept.consents().forget(issuer.id(), person, client);
    if (forgotten) {
      audit.report(new Event.ConsentForgotten(issuer.id(), client, person, address));
    }
    return forgotten;
  }

  /**
   * Ends all grants of the person and all sessions, and forgets what was allowed.
   *
   * @param here but this session: the browser that has it must be led out
   */
  public void endEverythingBut(Found here, String address) {
    Login login = here.login();
    String person = login.person().key();
    sessions.of(login.person()).stream()
        .map(Session::handle)
        .filter(handle -> !handle.equals(here.session().handle()))
        .forEach(handle -> sessions.end(handle, WHY, address));
    kept.grants()
        .endAll(issuer.id(), person, WHY, clock.instant())
        .forEach(ended -> audit.report(new Event.GrantEnded(issuer.id(), ended, WHY)));
    kept.consents().of(issuer.id(), person, clock.instant()).stream()
        .map(Consents.Remembered::client)
        .distinct()
        .forEach(client -> forget(login, client, address));
  }

  /**
   * Why the person would get these scopes at a client, or not.
   *
   * @throws ProtocolException {@code invalid_request} for an unknown client, {@code invalid_scope}
   *     for a malformed scope
   */
  public Explanation explain(Login login, String client, String scopes) {
    return inquiry().explain(Optional.of(Inquiry.byLogin(login)), client, scopes);
  }

  /**
   * What the person may have at a client at all.
   *
   * @throws ProtocolException {@code invalid_request} for an unknown client
   */
  public Entitled may(Login login, String client) {
    return inquiry().may(Optional.of(Inquiry.byLogin(login)), client);
  }

  private Inquiry inquiry() {
    return Optional.ofNullable(inquiry.get())
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "this issuer is not configured any more"));
  }
}
