package org.symbolon.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.upstream.TokenEndpoint.Answer;
import org.symbolon.upstream.Upstream.Welcome;

/** Asks by one refresh request whether a person is still welcome. */
final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  private final TokenEndpoint tokens;

  Asking(TokenEndpoint tokens) {
    this.tokens = tokens;
  }

  Welcome ask(Provider provider, String refreshToken, String issuer, String subject) {
    Answer answer =
        tokens.ask(
            provider.metadata().getTokenEndpointURI(),
            new RefreshTokenGrant(new RefreshToken(refreshToken)));
    return switch (answer) {
      case Answer.Nothing(String why) -> new Welcome.CannotSay(why);
      case Answer.Refusal refusal when refusal.invalidGrant() -> new Welcome.No();
      case Answer.Refusal refusal ->
          new Welcome.CannotSay(
              "the refresh token was answered with " + refusal.status() + " " + refusal.code());
      case Answer.Tokens(OIDCTokens given) -> {
        Optional<String> rotated =
            Optional.ofNullable(given.getRefreshToken())
                .map(RefreshToken::getValue)
                .filter(token -> !token.equals(refreshToken));
        yield given.getIDToken() == null
            ? new Welcome.Yes(rotated, Optional.empty())
            : yes(provider, given.getIDToken(), rotated, issuer, subject);
      }
    };
  }

  private static Welcome yes(
      Provider provider, JWT idToken, Optional<String> rotated, String issuer, String subject) {
    JWTClaimsSet claims;
    try {
      claims = idToken.getJWTClaimsSet();
    } catch (ParseException e) {
      return new Welcome.CannotSay("the ID token in the answer can not be read", rotated);
    }
    // OpenID Connect Core §12.2: the same issuer and subject as at login.
    if (!issuer.equals(claims.getIssuer()) || !subject.equals(claims.getSubject())) {
      LOG.error(
          "{} answers the refresh token of one person with an ID token of another; not used",
          provider.metadata().getIssuer());
      return new Welcome.CannotSay("the answer is about another person");
    }
    try {
      provider.idTokens().check(idToken, Optional.empty());
      return new Welcome.Yes(rotated, Optional.of(Map.copyOf(Claims.of(claims))));
    } catch (KeySourceException e) {
      // The token endpoint said yes; only its claims can not be believed without the keys. "Can not
      // say" here would throw away a rotated token, and the next asking would find a false "no".
      return new Welcome.Yes(rotated, Optional.empty());
    } catch (BadJOSEException | JOSEException e) {
      return new Welcome.CannotSay(
          "the ID token in the answer is wrong: " + e.getMessage(), rotated);
    }
  }
}
