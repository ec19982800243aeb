package org.symbolon.inspect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.PersonClaims;
import org.symbolon.mint.SignedUserinfo;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.PresentedTokens;

/**
 * Userinfo of one issuer (OpenID Connect Core §5.3): what the institution said of the token's
 * subject at login or at the last recheck, as far as the token's scopes open it.
 */
public final class Userinfo {
  private final Issuer issuer;
  private final PresentedTokens tokens;
  private final Clients clients;
  private final Grants grants;
  private final Logins logins;
  private final CurrentAccount account;
  private final Subjects subjects;
  private final SignedUserinfo signed;
  private final InstantSource clock;

  public Userinfo(
      Issuer issuer,
      PresentedTokens tokens,
      Clients clients,
      Grants grants,
      Logins logins,
      CurrentAccount account,
      Subjects subjects,
      SignedUserinfo signed,
      InstantSource clock) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.clients = clients;
    this.grants = grants;
    this.logins = logins;
    this.account = account;
    this.subjects = subjects;
    this.signed = signed;
    this.clock = clock;
  }

  /**
   * @throws ProtocolException {@code invalid_token} (also when it was revoked or a grant of its
   *     lineage has ended) or {@code insufficient_scope}
   */
  public UserinfoAnswer of(Call call) {
    Instant now = clock.instant();
    AccessTokenCheck.Valid token = tokens.read(call, now);
    ScopeSet scopes =
        switch (ScopeSet.parse(token.scope(), issuer.profile())) {
          case ScopeSet.Parsed parsed -> parsed.scopes();
          case ScopeSet.Malformed malformed -> throw invalid(malformed.why());
        };
    if (!scopes.has("openid") || token.lineage().isEmpty()) {
      throw nobodyLoggedIn();
    }
    if (!grants.alive(token.lineage(), token.tokenIds(), now)) {
      throw invalid("it was revoked, or a grant of its lineage has ended");
    }
    Login login =
        logins
            .find(token.lineage().getFirst())
            .orElseThrow(() -> invalid("its login has been swept"));
    if (login.grant().kind() == GrantKind.FOREIGN) {
      throw nobodyLoggedIn();
    }
    Client client =
        clients.find(issuer.id(), token.client()).orElseThrow(() -> invalid("its client is gone"));
    Map<String, Object> claims = claims(token, login, client, scopes);
    return client
        .openId()
        .userinfoAlgorithm()
        .<UserinfoAnswer>map(
            algorithm ->
                new UserinfoAnswer.Signed(signed.jwt(issuer, client.id(), algorithm, claims)))
        .orElseGet(() -> new UserinfoAnswer.Json(claims));
  }

  private Map<String, Object> claims(
      AccessTokenCheck.Valid token, Login login, Client client, ScopeSet scopes) {
    CurrentAccount.Told told = account.of(login, client, scopes);
    Map<String, Object> claims = new LinkedHashMap<>();
    // The access token names the account as it was when it was issued.
    String username =
        issuer.subjectForm() == Issuer.SubjectForm.LOCAL_NAME
            ? token.subject()
            : login.grant().username();
    claims.put("sub", subjects.toldTo(client, issuer, login.grant().person(), username));
    claims.putAll(
        PersonClaims.select(
            issuer.claims(),
            scopes,
            asked(token),
            PersonClaims.known(issuer.claims(), login.claims(), told.attributes())));
    claims.putAll(told.groups().claims());
    return claims;
  }

  private static ProtocolException nobodyLoggedIn() {
    return ProtocolException.of(
        ErrorCode.INSUFFICIENT_SCOPE,
        "userinfo needs the access token of a person who logged in here, with the scope openid");
  }

  /**
   * Claims that the authorization request named (OpenID Connect Core §5.5). Not for a token that
   * another client got in exchange: nobody allowed them to that one.
   */
  private Set<String> asked(AccessTokenCheck.Valid token) {
    return grants
        .find(token.lineage().getLast())
        .filter(grant -> grant.client().equals(Optional.of(token.client())))
        .map(grant -> grant.asked().userinfo())
        .orElse(Set.of());
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token is not valid, has expired or has been ended")
        .withDetail(detail)
        .exception();
  }
}
