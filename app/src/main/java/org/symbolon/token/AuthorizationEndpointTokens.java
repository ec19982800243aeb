package org.symbolon.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.authorize.FrontTokens;
import org.symbolon.client.ResponseType;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Grants;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.IdTokenClaims.BoundTo;
import org.symbolon.mint.Minted;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.scope.PlainScope;
import org.symbolon.scope.ScopeSet;

/**
 * Tokens of the old flows (OpenID Connect Core §3.2, §3.3): decided, minted and audited as those of
 * the token endpoint. There is never a refresh token among them (RFC 6749 §4.2.2), and their ID
 * tokens start no exchange, since they have passed through a browser.
 */
public final class AuthorizationEndpointTokens implements FrontTokens {
  private static final PlainScope OFFLINE = new PlainScope("offline_access");

  private final Issuer issuer;
  private final DecideScopes decideScopes;
  private final MintTokens mintTokens;
  private final NewGrants newGrants;
  private final Grants grants;
  private final RandomText random;
  private final Audit audit;
  private final InstantSource clock;

  /**
   * @param reach how long something exchanged may outlive the token it was exchanged for
   */
  public AuthorizationEndpointTokens(
      Issuer issuer,
      DefaultScopes defaultScopes,
      Rights rights,
      MintTokens mintTokens,
      RefreshTokens refreshTokens,
      Supplier<Duration> reach,
      Grants grants,
      RandomText random,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.decideScopes = new DecideScopes(rights, defaultScopes);
    this.mintTokens = mintTokens;
    this.newGrants = new NewGrants(refreshTokens, reach);
    this.grants = grants;
    this.random = random;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Map<String, String> issue(Wish wish) {
    Caller caller =
        new Caller(issuer, wish.client(), wish.address(), Confirmation.NONE, clock.instant());
    Proof.Approved proof = proof(caller, wish);
    DecideScopes.Decided decided = decideScopes.decide(caller, proof);
    ResponseType type = wish.type();
    Optional<Minted> accessToken =
        type.hasToken()
            ? Optional.of(mintTokens.accessToken(caller, proof, decided, lifetime(caller, proof)))
            : Optional.empty();
    Optional<Minted> idToken =
        type.hasIdToken()
            ? Optional.of(idToken(caller, wish, proof, decided, accessToken))
            : Optional.empty();
    if (accessToken.isPresent() && !grants.begin(proof.grant(), Optional.empty(), caller.now())) {
      throw ended();
    }
    audit.report(
        new Event.TokenIssued(
            issuer.id(),
            wish.client().id(),
            type.text(),
            accessToken.map(token -> proof.grant().id()),
            decided.account().map(Account::name),
            decided.granted().text(),
            proof.audiences(),
            accessToken.or(() -> idToken).map(Minted::jti).orElse(""),
            wish.address()));
    return members(caller, decided.granted(), accessToken, idToken);
  }

  private Proof.Approved proof(Caller caller, Wish wish) {
    ScopeSet approved =
        new ScopeSet(
            wish.approved().scopes().stream().filter(scope -> !scope.equals(OFFLINE)).toList());
    Grant grant =
        newGrants.below(
            wish.login(),
            caller,
            new NewGrants.Wanted(
                new GrantId(random.identifier()),
                GrantKind.FRONT,
                wish.requestedScope(),
                approved.text(),
                wish.audiences(),
                false,
                wish.asked()));
    return new Proof.Approved(
        grant, wish.login(), approved, approved, wish.audiences(), wish.nonce(), false);
  }

  private Minted idToken(
      Caller caller,
      Wish wish,
      Proof.Approved proof,
      DecideScopes.Decided decided,
      Optional<Minted> accessToken) {
    return mintTokens
        .idToken(
            caller,
            proof,
            decided,
            new BoundTo(accessToken.map(Minted::token), wish.code(), wish.state()),
            Optional.empty())
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.ACCESS_DENIED, "the person may not have the scope openid any more"));
  }

  private static Map<String, String> members(
      Caller caller, ScopeSet granted, Optional<Minted> accessToken, Optional<Minted> idToken) {
    Map<String, String> members = new LinkedHashMap<>();
    accessToken.ifPresent(
        token -> {
          members.put("access_token", token.token());
          members.put("token_type", TokenAnswer.BEARER);
          members.put(
              "expires_in",
              Long.toString(token.expires().getEpochSecond() - caller.now().getEpochSecond()));
          members.put("scope", granted.text());
        });
    idToken.ifPresent(token -> members.put("id_token", token.token()));
    return members;
  }

  private static Duration lifetime(Caller caller, Proof.Approved proof) {
    Instant latest =
        Lifetime.earlier(caller.now().plus(Lifetime.accessToken(caller)), proof.grant().expires());
    Duration lifetime = Duration.between(caller.now(), latest);
    if (lifetime.toSeconds() < 1) {
      throw ended();
    }
    return lifetime;
  }

  private static ProtocolException ended() {
    return ProtocolException.of(
        ErrorCode.ACCESS_DENIED, "the login has ended: the person must log in again");
  }
}
