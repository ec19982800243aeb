package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.util.Map;
import org.symbolon.upstream.TokenEndpoint.Answer;
import org.symbolon.upstream.Upstream.Arrival;

/**
 * Redeems the code. Not by pac4j's own authenticator, which can neither use the guarded client nor
 * tell "no" from "down", and writes the tokens to the debug log.
 */
final class CodeRedemption {
  private final TokenEndpoint tokens;

  CodeRedemption(TokenEndpoint tokens) {
    this.tokens = tokens;
  }

  /**
   * @return with an ID token in any case
   * @throws Stopped when there are no tokens
   */
  OIDCTokens redeem(
      Provider provider, URI callback, AuthorizationCode code, Map<String, String> kept) {
    String verifier = kept.get(KeptValues.VERIFIER);
    if (verifier == null) {
      throw new Stopped(new Arrival.Invalid("no verifier was kept"));
    }
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(code, callback, new CodeVerifier(verifier));
    return switch (tokens.ask(provider.metadata().getTokenEndpointURI(), grant)) {
      case Answer.Tokens(OIDCTokens given) when given.getIDToken() != null -> given;
      // OpenID Connect Core §3.1.3.3
      case Answer.Tokens given ->
          throw new Stopped(new Arrival.Invalid("the token answer has no ID token"));
      case Answer.Nothing(String why) -> throw new Stopped(new Arrival.Unavailable(why));
      case Answer.Refusal refusal -> throw new Stopped(meaning(refusal));
    };
  }

  private static Arrival meaning(Answer.Refusal refusal) {
    String why = "the code was answered with " + refusal.status() + " " + refusal.code();
    // Only this one is about this login. Any other (invalid_client, 5xx) is about the institution
    // or its registration of this gateway, whoever logs in.
    return refusal.invalidGrant() ? new Arrival.Invalid(why) : new Arrival.Unavailable(why);
  }
}
