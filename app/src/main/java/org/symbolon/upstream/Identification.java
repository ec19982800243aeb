package org.symbolon.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.exception.TechnicalException;
import org.pac4j.oidc.credentials.OidcCredentials;
import org.symbolon.upstream.Upstream.Arrival;

/** From a callback to a person: check it, redeem the code, check the ID token, ask userinfo. */
final class Identification {
  private static final Set<String> OF_THE_SIGN_IN = Set.of("acr", "amr", "auth_time");
  private static final int LONGEST_SESSION = 255;

  private final UpstreamSettings settings;
  private final InstantSource clock;
  private final TokenEndpoint tokens;
  private final CodeRedemption redemption;
  private final Userinfo userinfo;

  Identification(
      UpstreamSettings settings, TokenEndpoint tokens, Calls calls, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.tokens = tokens;
    this.redemption = new CodeRedemption(tokens);
    this.userinfo = new Userinfo(calls);
  }

  Arrival arrive(
      Provider provider,
      URI callback,
      Map<String, List<String>> parameters,
      Map<String, String> kept) {
    try {
      AuthorizationCode code = code(provider, callback, parameters, kept);
      OIDCTokens tokens = redemption.redeem(provider, callback, code, kept);
      JWTClaimsSet idToken = checked(provider, tokens.getIDToken(), kept);
      Optional<Instant> authTime =
          Optional.ofNullable(idToken.getDateClaim("auth_time")).map(Date::toInstant);
      Instant now = clock.instant();
      AuthTimeCheck.check(authTime, kept, now);
      return new Arrival.Identified(
          idToken.getIssuer(),
          idToken.getSubject(),
          claims(provider, tokens, idToken),
          authTime.filter(told -> !told.isAfter(now)).orElse(now),
          Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue),
          Optional.of(tokens.getIDTokenString()),
          session(idToken));
    } catch (Stopped stopped) {
      return stopped.arrival();
    } catch (TechnicalException e) {
      return new Arrival.Invalid("the callback was not accepted: " + e.getMessage());
    } catch (KeySourceException e) {
      return new Arrival.Unavailable("the institution's keys can not be read: " + e.getMessage());
    } catch (BadJOSEException | JOSEException | ParseException e) {
      return new Arrival.Invalid("the ID token was not accepted: " + e.getMessage());
    }
  }

  /** By the institution's own password grant: no browser, so no nonce either. */
  Arrival password(Provider provider, String name, String password) {
    try {
      OIDCTokens tokens =
          switch (this.tokens.ask(
              provider.metadata().getTokenEndpointURI(),
              new ResourceOwnerPasswordCredentialsGrant(name, new Secret(password)),
              settings.allScopes())) {
            case TokenEndpoint.Answer.Tokens(OIDCTokens given) when given.getIDToken() != null ->
                given;
            case TokenEndpoint.Answer.Tokens given ->
                throw new Stopped(new Arrival.Invalid("the token answer has no ID token"));
            case TokenEndpoint.Answer.Nothing(String why) ->
                throw new Stopped(new Arrival.Unavailable(why));
            case TokenEndpoint.Answer.Refusal refusal when refusal.invalidGrant() ->
                throw new Stopped(new Arrival.Refused("the institution refused name or password"));
            case TokenEndpoint.Answer.Refusal refusal ->
                throw new Stopped(
                    new Arrival.Unavailable(
                        "the password was answered with "
                            + refusal.status()
                            + " "
                            + refusal.code()));
          };
      provider.idTokens().check(tokens.getIDToken(), Optional.empty());
      JWTClaimsSet idToken = tokens.getIDToken().getJWTClaimsSet();
      return new Arrival.Identified(
          idToken.getIssuer(),
          idToken.getSubject(),
          claims(provider, tokens, idToken),
          clock.instant(),
          Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue),
          Optional.of(tokens.getIDTokenString()),
          session(idToken));
    } catch (Stopped stopped) {
      return stopped.arrival();
    } catch (KeySourceException e) {
      return new Arrival.Unavailable("the institution's keys can not be read: " + e.getMessage());
    } catch (BadJOSEException | JOSEException | ParseException e) {
      return new Arrival.Invalid("the ID token was not accepted: " + e.getMessage());
    }
  }

  private static AuthorizationCode code(
      Provider provider,
      URI callback,
      Map<String, List<String>> parameters,
      Map<String, String> kept) {
    Map<String, String> single =
        CallbackCheck.check(
            parameters,
            kept,
            provider.metadata().getIssuer().getValue(),
            provider.metadata().supportsAuthorizationResponseIssuerParam());
    CallContext context =
        new CallContext(new CallbackContext(callback, single), new KeptValues(kept));
    return provider
        .client()
        .getCredentials(context)
        .filter(OidcCredentials.class::isInstance)
        .map(OidcCredentials.class::cast)
        .map(OidcCredentials::toAuthorizationCode)
        .orElseThrow(() -> new Stopped(new Arrival.Invalid("the callback has no code")));
  }

  /** One that is not of the form (Back-Channel Logout 1.0 §2.4) is none: nothing hangs on it. */
  private static Optional<String> session(JWTClaimsSet idToken) {
    return idToken.getClaim("sid") instanceof String session
            && !session.isEmpty()
            && session.length() <= LONGEST_SESSION
        ? Optional.of(session)
        : Optional.empty();
  }

  private static JWTClaimsSet checked(Provider provider, JWT idToken, Map<String, String> kept)
      throws BadJOSEException, JOSEException, ParseException {
    String nonce = kept.get(KeptValues.NONCE);
    if (nonce == null) {
      throw new Stopped(new Arrival.Invalid("no nonce was kept"));
    }
    provider.idTokens().check(idToken, Optional.of(new Nonce(nonce)));
    return idToken.getJWTClaimsSet();
  }

  private Map<String, Object> claims(Provider provider, OIDCTokens tokens, JWTClaimsSet idToken) {
    Map<String, Object> claims = new HashMap<>();
    URI endpoint = provider.metadata().getUserInfoEndpointURI();
    if (settings.userinfo() && endpoint != null) {
      claims.putAll(userinfo.ask(endpoint, tokens.getAccessToken(), idToken.getSubject()));
      // How somebody signed in is told of a sign-in, and nowhere else (OpenID Connect Core §2).
      claims.keySet().removeAll(OF_THE_SIGN_IN);
    }
    // The signed source has the last word.
    claims.putAll(Claims.of(idToken));
    return Map.copyOf(claims);
  }
}
