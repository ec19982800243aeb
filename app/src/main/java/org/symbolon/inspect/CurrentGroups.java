package org.symbolon.inspect;

import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.GroupClaims;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.scope.ScopeSet;

/** The groups of a token's person as they are now: who has left one is not told to be in it. */
public final class CurrentGroups {
  private final Issuer issuer;
  private final Clients clients;
  private final Rights rights;

  public CurrentGroups(Issuer issuer, Clients clients, Rights rights) {
    this.issuer = issuer;
    this.clients = clients;
    this.rights = rights;
  }

  /**
   * @param scopes of the token
   * @throws ProtocolException {@code temporarily_unavailable} while a source does not answer,
   *     {@code invalid_token} where person or client are no longer known
   */
  GroupClaims of(Login login, ClientId clientId, ScopeSet scopes) {
    if (!GroupClaims.wanted(scopes)) {
      return GroupClaims.NONE;
    }
    Client client =
        clients.find(issuer.id(), clientId).orElseThrow(() -> invalid("its client is gone"));
    ScopeSet wanted =
        new ScopeSet(
            scopes.scopes().stream()
                .filter(scope -> GroupClaims.wanted(ScopeSet.of(scope)))
                .toList());
    Rights.Outcome outcome =
        rights.ofPerson(
            new Rights.PersonRequest(
                issuer,
                client,
                login.person(),
                login.grant().username(),
                login.claims(),
                wanted,
                Optional.of(scopes)));
    return switch (outcome) {
      case Rights.Outcome.Decided decided ->
          decided.decision().unavailable().isEmpty()
              ? GroupClaims.of(
                  issuer.groups(),
                  clientId,
                  decided.decision().granted(),
                  decided.account().groupNames())
              : unavailable(decided.decision().unavailable().toString());
      case Rights.Outcome.NoAccount none -> throw invalid(none.detail());
      case Rights.Outcome.Unavailable down -> unavailable(down.why());
    };
  }

  private static GroupClaims unavailable(String detail) {
    throw ProtocolError.unavailable(
            "a system that knows the groups asked for does not answer: try again later", detail)
        .exception();
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token's person or client is no longer known here")
        .withDetail(detail)
        .exception();
  }
}
