package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.util.Optional;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.credentials.Credentials;
import org.pac4j.core.credentials.authenticator.Authenticator;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.credentials.OidcCredentials;
import org.symbolon.upstream.TokenEndpoint.Answer;
import org.symbolon.upstream.Upstream.Arrival;

/**
 * Redeems the code, in place of pac4j's own {@code OidcAuthenticator}: through the guarded client,
 * telling "no" from "down", and without writing the answer to the debug log.
 */
final class CodeRedemption implements Authenticator {
  private final OidcClient client;
  private final TokenEndpoint tokens;

  CodeRedemption(OidcClient client, TokenEndpoint tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  @Override
  public Optional<Credentials> validate(CallContext context, Credentials credentials) {
    if (!(credentials instanceof OidcCredentials oidc) || oidc.toAuthorizationCode() == null) {
      throw new Stopped(new Arrival.Invalid("the callback has no code"));
    }
    CodeVerifier verifier =
        (CodeVerifier)
            context
                .sessionStore()
                .get(context.webContext(), client.getCodeVerifierSessionAttributeName())
                .orElseThrow(() -> new Stopped(new Arrival.Invalid("no verifier was kept")));
    URI callback = URI.create(client.computeFinalCallbackUrl(context.webContext()));
    URI endpoint = client.getConfiguration().getOpMetadataResolver().load().getTokenEndpointURI();
    Answer answer =
        tokens.ask(
            endpoint, new AuthorizationCodeGrant(oidc.toAuthorizationCode(), callback, verifier));
    keep(oidc, tokensOf(answer));
    return Optional.of(oidc);
  }

  private static OIDCTokens tokensOf(Answer answer) {
    return switch (answer) {
      case Answer.Tokens(OIDCTokens tokens) -> tokens;
      case Answer.Nothing(String why) -> throw new Stopped(new Arrival.Unavailable(why));
      case Answer.Refusal refusal -> {
        String why = "the code was answered with " + refusal.status() + " " + refusal.code();
        // Only this one is about this login. Any other (invalid_client, 5xx) is about the
        // institution or its registration of this gateway, whoever logs in.
        throw new Stopped(
            refusal.invalidGrant() ? new Arrival.Invalid(why) : new Arrival.Unavailable(why));
      }
    };
  }

  private static void keep(OidcCredentials credentials, OIDCTokens tokens) {
    if (tokens.getIDToken() == null) {
      // OpenID Connect Core §3.1.3.3; pac4j would go on without one.
      throw new Stopped(new Arrival.Invalid("the token answer has no ID token"));
    }
    credentials.setIdToken(tokens.getIDToken().serialize());
    credentials.setAccessToken(tokens.getAccessToken().toJSONObject());
    if (tokens.getRefreshToken() != null) {
      credentials.setRefreshToken(tokens.getRefreshToken().toJSONObject());
    }
  }
}
