package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.login.PasswordSignIn;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretText;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.scope.PlainScope;
import org.symbolon.scope.ScopeSet;

/**
 * The password grant (RFC 6749 §4.3): an old flow, for clients that the operator marked. Nobody is
 * asked for consent, so what the client may have is the operator's word alone.
 */
final class PasswordHandler implements GrantHandler<PasswordRequest, Proof.Approved> {
  private static final PlainScope OFFLINE = new PlainScope("offline_access");

  private final Optional<PasswordSignIn> signIn;
  private final DefaultScopes defaultScopes;
  private final Grants grants;
  private final NewGrants newGrants;
  private final RandomText random;

  /**
   * @param signIn absent where no login method answers
   */
  PasswordHandler(
      Optional<PasswordSignIn> signIn,
      DefaultScopes defaultScopes,
      Grants grants,
      NewGrants newGrants,
      RandomText random) {
    this.signIn = signIn;
    this.defaultScopes = defaultScopes;
    this.grants = grants;
    this.newGrants = newGrants;
    this.random = random;
  }

  @Override
  public GrantType type() {
    return GrantType.PASSWORD;
  }

  @Override
  public PasswordRequest parse(Caller caller, Parameters form) {
    return new PasswordRequest(
        form.required("username"),
        new SecretText(form.required("password")),
        Forms.scope(caller, form),
        Forms.audiences(caller, form));
  }

  @Override
  public Proof.Approved prove(Caller caller, PasswordRequest request) {
    Login login =
        switch (signIn().check(request.username(), request.password().value(), caller.address())) {
          case PasswordSignIn.Result.Proved(Login proved) -> proved;
          case PasswordSignIn.Result.Wrong() -> throw wrong();
          case PasswordSignIn.Result.Later later ->
              throw new ProtocolError(
                      ErrorCode.TOO_MANY_REQUESTS,
                      "too many passwords were tried: try again later",
                      Optional.empty(),
                      Optional.of(later.retryAfter()))
                  .exception();
          case PasswordSignIn.Result.Unavailable(String why) ->
              throw ProtocolError.unavailable(
                      "the system that knows the passwords does not answer: try again later", why)
                  .exception();
        };
    ScopeSet requested = requested(caller, request, login);
    List<String> audiences =
        request.audiences().isEmpty() ? Forms.defaultAudiences(caller) : request.audiences();
    boolean refreshable = NewGrants.refreshable(caller, requested.has(OFFLINE.text()));
    return new Proof.Approved(
        grant(
            caller,
            login,
            new GrantId(random.identifier()),
            requested,
            requested,
            audiences,
            refreshable),
        login,
        requested,
        requested,
        audiences,
        Optional.empty(),
        refreshable,
        true);
  }

  /** OpenID Connect Core §11: offline_access is ignored where no refresh token can come of it. */
  private ScopeSet requested(Caller caller, PasswordRequest request, Login login) {
    ScopeSet asked =
        request
            .scope()
            .filter(scopes -> !scopes.isEmpty())
            .orElseGet(() -> defaultScopes.expand(Optional.of(login.grant().username())).scopes());
    return caller.client().grantTypes().contains(GrantType.REFRESH_TOKEN)
        ? asked
        : new ScopeSet(asked.scopes().stream().filter(scope -> !scope.equals(OFFLINE)).toList());
  }

  private Grant grant(
      Caller caller,
      Login login,
      GrantId id,
      ScopeSet requested,
      ScopeSet ceiling,
      List<String> audiences,
      boolean refreshable) {
    return newGrants.below(
        login,
        caller,
        new NewGrants.Wanted(
            id, GrantKind.PASSWORD, requested.text(), ceiling.text(), audiences, refreshable));
  }

  @Override
  public Optional<String> commit(
      Caller caller, PasswordRequest request, Proof.Approved proof, ScopeSet granted) {
    boolean refreshable =
        proof.refreshable() && NewGrants.refreshable(caller, granted.has(OFFLINE.text()));
    Grant grant =
        grant(
            caller,
            proof.login(),
            proof.grant().id(),
            proof.requested(),
            granted,
            proof.audiences(),
            refreshable);
    NewGrants.Family family =
        newGrants.family(
            caller,
            new Proof.Approved(
                grant,
                proof.login(),
                granted,
                granted,
                proof.audiences(),
                Optional.empty(),
                refreshable));
    if (!signIn().begin(proof.login(), request.username(), caller.address())
        || !grants.begin(grant, family.toStore(), caller.now())) {
      throw wrong();
    }
    return family.firstToken();
  }

  private PasswordSignIn signIn() {
    return signIn.orElseThrow(
        () ->
            ProtocolException.of(
                ErrorCode.UNSUPPORTED_GRANT_TYPE, "no login method here takes passwords so"));
  }

  /** Whether there is such an account is not told. */
  private static ProtocolException wrong() {
    return ProtocolException.of(ErrorCode.INVALID_GRANT, "the name or the password is wrong");
  }
}
