package org.symbolon.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.mint.AccessTokenClaims;
import org.symbolon.mint.IdTokenClaims;
import org.symbolon.mint.IdTokens;
import org.symbolon.mint.Minted;
import org.symbolon.mint.Minter;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
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
                idTokenLifetime(caller, approved),
                caller.client().algorithm(),
                approved.authenticatedAt(),
                approved.nonce(),
                Optional.of(accessToken.token()),
                decided.granted(),
                approved.login().claims())));
  }

  /** Never longer than the login that it tells of. */
  private static Duration idTokenLifetime(Caller caller, Proof.Approved approved) {
    Instant wanted = caller.now().plus(caller.issuer().lifetimes().idToken());
    return Duration.between(
        caller.now(), Lifetime.earlier(wanted, approved.login().grant().expires()));
  }

  private String subject(Caller caller, Proof proof, DecideScopes.Decided decided) {
    return switch (proof) {
      case Proof.Approved approved ->
          usable(
              subjects.ofPerson(
                  caller.issuer(),
                  approved.grant().person(),
                  decided.account().map(Account::name).orElse(approved.grant().username())));
      case Proof.ClientItself itself -> Subjects.ofClient(caller.client().id());
    };
  }

  /** Not every name that a directory has can stand in {@code sub} (OpenID Connect Core §2). */
  private static String usable(String subject) {
    if (!subject.chars().allMatch(letter -> letter > ' ' && letter <= '~')) {
      throw ProtocolException.of(
          ErrorCode.INVALID_GRANT,
          "the name of the local account has a blank or a letter that is not ASCII, so that no"
              + " token can name it");
    }
    return subject;
  }
}
