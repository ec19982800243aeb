package org.symbolon.token;

import java.time.Duration;
import java.util.Optional;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.Subject;
import org.symbolon.mint.Minted;
import org.symbolon.scope.ScopeSet;

/** The signed tokens of an answer, before anything is redeemed. */
record Issued(Proof proof, Optional<Minted> accessToken, Optional<Minted> idToken) {
  /**
   * @param kept the refresh token or job grant that the commit stored
   * @param lifetime of what is kept, where that alone is issued
   */
  TokenAnswer answer(Caller caller, ScopeSet granted, Optional<String> kept, Duration lifetime) {
    if (proof instanceof Proof.Exchanged(Exchange exchange)
        && !(exchange.subject() instanceof Subject.Refreshed)) {
      // RFC 8693 §2.2.1: whatever was issued stands under access_token.
      return new TokenAnswer(
          accessToken.or(this::idToken).map(Minted::token).or(() -> kept).orElseThrow(),
          accessToken.isPresent() ? type(caller) : TokenAnswer.NOT_APPLICABLE,
          accessToken.or(this::idToken).map(minted -> left(caller, minted)).orElse(lifetime),
          granted.text(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(exchange.wanted().uri()));
    }
    Minted token = accessToken.orElseThrow();
    return new TokenAnswer(
        token.token(),
        type(caller),
        left(caller, token),
        granted.text(),
        kept,
        idToken.map(Minted::token));
  }

  private static String type(Caller caller) {
    return caller.proved().key().isPresent() ? TokenAnswer.DPOP : TokenAnswer.BEARER;
  }

  private static Duration left(Caller caller, Minted token) {
    return Duration.ofSeconds(token.expires().getEpochSecond() - caller.now().getEpochSecond());
  }
}
