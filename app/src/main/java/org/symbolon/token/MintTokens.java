package org.symbolon.token;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.symbolon.mint.AccessTokenClaims;
import org.symbolon.mint.IdTokenClaims;
import org.symbolon.mint.IdTokens;
import org.symbolon.mint.Minted;
import org.symbolon.mint.Minter;
import org.symbolon.mint.Subjects;
import org.symbolon.resolver.Account;

/** From a decision to the claims of its tokens. */
public final class MintTokens {
  private final Minter minter;
  private final IdTokens idTokens;
  private final Subjects subjects;

  public MintTokens(Minter minter, IdTokens idTokens, Subjects subjects) {
    this.minter = minter;
    this.idTokens = idTokens;
    this.subjects = subjects;
  }

  Minted accessToken(Caller caller, Proof proof, DecideScopes.Decided decided, Duration lifetime) {
    return minter.accessToken(
        caller.issuer(),
        new AccessTokenClaims(
            subject(caller, proof, decided),
            caller.client().id(),
            decided.granted(),
            proof.audiences(),
            caller.client().audiences().orElse(caller.issuer().audiences()),
            proof.lineage(),
            caller.now(),
            lifetime,
            caller.client().algorithm(),
            proof instanceof Proof.Approved approved
                ? Optional.of(approved.authenticatedAt())
                : Optional.empty(),
            Optional.empty(),
            Map.of()));
  }

  /** Only for a person and only where {@code openid} was granted (OpenID Connect Core §3.1.3.3). */
  Optional<Minted> idToken(
      Caller caller, Proof proof, DecideScopes.Decided decided, Minted accessToken) {
    if (!(proof instanceof Proof.Approved approved) || !decided.granted().has("openid")) {
      return Optional.empty();
    }
    return Optional.of(
        idTokens.idToken(
            caller.issuer(),
            new IdTokenClaims(
                subject(caller, proof, decided),
                caller.client().id(),
                caller.now(),
                caller.issuer().lifetimes().idToken(),
                caller.client().algorithm(),
                approved.authenticatedAt(),
                approved.nonce(),
                Optional.of(accessToken.token()),
                decided.granted(),
                approved.login().claims())));
  }

  private String subject(Caller caller, Proof proof, DecideScopes.Decided decided) {
    return switch (proof) {
      case Proof.Approved approved ->
          subjects.ofPerson(
              caller.issuer(),
              approved.grant().person(),
              decided.account().map(Account::name).orElse(approved.grant().username()));
      case Proof.ClientItself itself -> Subjects.ofClient(caller.client().id());
    };
  }
}
