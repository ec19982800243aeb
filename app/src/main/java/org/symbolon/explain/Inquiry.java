package org.symbolon.explain;

import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Entitled;
import org.symbolon.resolve.Explanation;
import org.symbolon.resolve.Inquiries;
import org.symbolon.scope.ScopeSet;

/**
 * Questions about one issuer's policy as they are asked: by name. Blocks up to the timeouts of the
 * resolvers.
 */
public final class Inquiry {
  private final Issuer issuer;
  private final Clients clients;
  private final Inquiries inquiries;

  public Inquiry(Issuer issuer, Clients clients, Inquiries inquiries) {
    this.issuer = issuer;
    this.clients = clients;
    this.inquiries = inquiries;
  }

  /** The same, of these clients: besides the configuration's, those that registered themselves. */
  public Inquiry about(Clients all) {
    return new Inquiry(issuer, all, inquiries);
  }

  /** Somebody who is not here: known by the local name, and by what the asker says of them. */
  public Inquiries.Subject byName(String username, Map<String, Object> claims) {
    return new Inquiries.Subject(username, issuer.url().toString(), username, claims);
  }

  /** Somebody who has logged in. */
  public static Inquiries.Subject byLogin(Login login) {
    return new Inquiries.Subject(
        login.grant().username(),
        login.person().upstreamIssuer(),
        login.person().upstreamSubject(),
        login.claims());
  }

  /**
   * @param subject absent where the client acts for itself
   * @param scopes as a request has them, with a blank between two
   * @throws ProtocolException {@code invalid_request} for an unknown client, {@code invalid_scope}
   *     for a malformed scope
   */
  public Explanation explain(Optional<Inquiries.Subject> subject, String client, String scopes) {
    Client known = client(client);
    ScopeSet asked = asked(scopes);
    return subject
        .map(person -> inquiries.explain(person, known, asked))
        .orElseGet(() -> inquiries.explain(known, asked));
  }

  /**
   * @param subject absent where the client acts for itself
   * @throws ProtocolException {@code invalid_request} for an unknown client
   */
  public Entitled may(Optional<Inquiries.Subject> subject, String client) {
    Client known = client(client);
    return subject
        .map(person -> inquiries.entitled(person, known))
        .orElseGet(() -> inquiries.entitled(known));
  }

  /**
   * As above, of a recorded account and without asking anybody.
   *
   * @throws ProtocolException as above
   */
  public Explanation explain(RecordedAccount recorded, String client, String scopes) {
    return inquiries.explain(
        recorded.account(), recorded.claims(), recorded.grants(), client(client), asked(scopes));
  }

  /**
   * As above, of a recorded account and without asking anybody.
   *
   * @throws ProtocolException as above
   */
  public Entitled may(RecordedAccount recorded, String client) {
    return inquiries.entitled(recorded.account(), recorded.claims(), client(client));
  }

  private ScopeSet asked(String scopes) {
    return switch (ScopeSet.parse(scopes, issuer.profile())) {
      case ScopeSet.Parsed parsed -> parsed.scopes();
      case ScopeSet.Malformed malformed ->
          throw ProtocolException.of(ErrorCode.INVALID_SCOPE, malformed.why());
    };
  }

  private Client client(String id) {
    return clients
        .find(issuer.id(), new ClientId(id))
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "there is no client of this id at this issuer"));
  }
}
