package org.symbolon.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.GroupClaims;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.ScopeSet;

/** A person's account as it is now: who has left a group is not told to be in it. */
public final class CurrentAccount {
  private final Issuer issuer;
  private final Rights rights;

  public CurrentAccount(Issuer issuer, Rights rights) {
    this.issuer = issuer;
    this.rights = rights;
  }

  /**
   * What userinfo tells of it.
   *
   * @param attributes for claims of which the institution says nothing
   */
  record Told(GroupClaims groups, Map<String, List<String>> attributes) {
    static final Told NOTHING = new Told(GroupClaims.NONE, Map.of());
  }

  /**
   * @param scopes of the token
   * @throws ProtocolException {@code temporarily_unavailable} while a source does not answer,
   *     {@code invalid_token} where the person is no longer known
   */
  Told of(Login login, Client client, ScopeSet scopes) {
    if (GroupClaims.wanted(scopes)) {
      return withGroups(login, client, scopes);
    }
    if (issuer.claims().fromAccount().isEmpty()) {
      // Nobody needs to be asked.
      return Told.NOTHING;
    }
    return switch (rights.account(
        issuer, login.person(), login.grant().username(), login.claims())) {
      case Rights.Known.Found(Account account) -> new Told(GroupClaims.NONE, account.attributes());
      case Rights.Outcome.NoAccount none -> throw invalid(none.detail());
      case Rights.Outcome.Unavailable down -> throw unavailable(down.why());
    };
  }

  private Told withGroups(Login login, Client client, ScopeSet scopes) {
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
      case Rights.Outcome.Decided decided when decided.decision().unavailable().isEmpty() ->
          new Told(
              GroupClaims.of(
                  issuer.groups(),
                  client.id(),
                  decided.decision().granted(),
                  decided.account().groupNames()),
              decided.account().attributes());
      case Rights.Outcome.Decided decided ->
          throw unavailable(decided.decision().unavailable().toString());
      case Rights.Outcome.NoAccount none -> throw invalid(none.detail());
      case Rights.Outcome.Unavailable down -> throw unavailable(down.why());
    };
  }

  private static ProtocolException unavailable(String detail) {
    return ProtocolError.unavailable(
            "a system that knows the person does not answer: try again later", detail)
        .exception();
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token's person is no longer known here")
        .withDetail(detail)
        .exception();
  }
}
