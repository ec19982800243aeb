package org.symbolon.token;

import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Grants;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;
import org.symbolon.scope.ScopeSet;

/** The authorization code grant (RFC 6749 §4.1.3, RFC 7636 §4.5). */
final class AuthorizationCodeHandler
    implements GrantHandler<AuthorizationCodeRequest, Proof.Approved> {
  private final Codes codes;
  private final Grants grants;
  private final NewGrants newGrants;
  private final Audit audit;

  AuthorizationCodeHandler(Codes codes, Grants grants, NewGrants newGrants, Audit audit) {
    this.codes = codes;
    this.grants = grants;
    this.newGrants = newGrants;
    this.audit = audit;
  }

  @Override
  public GrantType type() {
    return GrantType.AUTHORIZATION_CODE;
  }

  @Override
  public AuthorizationCodeRequest parse(Caller caller, Parameters form) {
    return new AuthorizationCodeRequest(
        SecretHash.of(form.required("code")),
        form.one("redirect_uri"),
        form.one("code_verifier"),
        Forms.audiences(caller, form));
  }

  @Override
  public Proof.Approved prove(Caller caller, AuthorizationCodeRequest request) {
    Codes.Issued issued = codes.find(request.code()).orElseThrow(() -> invalid("no such code"));
    Code code = issued.code();
    // All four before anything else: a stolen code alone must not be able to end a grant.
    if (!code.issuer().equals(caller.issuer().id())
        || !code.client().equals(caller.client().id())) {
      throw invalid("the code is of " + code.client() + " at " + code.issuer());
    }
    if (!request.redirectUri().equals(Optional.of(code.redirectUri()))) {
      throw invalid("redirect_uri differs");
    }
    if (!CheckVerifier.fits(code.challenge(), request.verifier())) {
      throw invalid("code_verifier does not fit");
    }
    // RFC 9449 §10
    if (!Confirmation.ofKey(code.key()).isMetBy(caller.proved())) {
      throw invalid("bound to a key that is not proved");
    }
    if (code.redeemed().isPresent()) {
      // RFC 6749 §4.1.2: what came from the code is to be revoked.
      grants.end(code.grant(), "authorization code used twice", caller.now());
      throw replayed(caller, code.grant());
    }
    if (!caller.now().isBefore(code.expires()) || !issued.loginAlive()) {
      throw invalid("the code has expired or its login has ended");
    }
    return approved(caller, request, issued);
  }

  private Proof.Approved approved(
      Caller caller, AuthorizationCodeRequest request, Codes.Issued issued) {
    Code code = issued.code();
    boolean refreshable = NewGrants.refreshable(caller, code.offline());
    Grant grant =
        newGrants.below(
            issued.login(),
            caller,
            new NewGrants.Wanted(
                code.grant(),
                GrantKind.CODE,
                code.requestedScope(),
                code.scope(),
                code.audiences(),
                refreshable,
                code.asked()));
    ScopeSet ceiling = Forms.scopes(caller, code.scope());
    return new Proof.Approved(
        grant,
        issued.login(),
        ceiling,
        ceiling,
        Forms.audiences(caller, request.audiences(), code.audiences()),
        code.nonce(),
        refreshable);
  }

  @Override
  public Optional<String> commit(
      Caller caller, AuthorizationCodeRequest request, Proof.Approved proof, ScopeSet granted) {
    NewGrants.Family family = newGrants.family(caller, proof);
    return switch (codes.redeem(request.code(), proof.grant(), family.toStore(), caller.now())) {
      case Codes.Redemption.Redeemed redeemed -> family.firstToken();
      case Codes.Redemption.Replayed replayed -> throw replayed(caller, proof.grant().id());
      case Codes.Redemption.Gone gone -> throw invalid("expired or ended meanwhile");
    };
  }

  private ProtocolException replayed(Caller caller, GrantId grant) {
    audit.report(new Event.CodeReplayed(caller.issuer().id(), caller.client().id(), grant));
    audit.report(new Event.GrantEnded(caller.issuer().id(), grant, "authorization code replayed"));
    return invalid("used twice: grant " + grant + " ended");
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_GRANT,
            "the code is unknown, expired or used, or client, redirect_uri, code_verifier or DPoP"
                + " key do not belong to it: begin again")
        .withDetail(detail)
        .exception();
  }
}
