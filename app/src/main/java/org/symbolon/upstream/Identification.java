package org.symbolon.upstream;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.credentials.Credentials;
import org.pac4j.core.exception.TechnicalException;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.oidc.profile.OidcProfile;
import org.symbolon.upstream.Upstream.Arrival;

/** From a callback to a person: check it, redeem the code, check the ID token, ask userinfo. */
final class Identification {
  private final UpstreamSettings settings;
  private final InstantSource clock;
  private final Userinfo userinfo;

  Identification(UpstreamSettings settings, Calls calls, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.userinfo = new Userinfo(calls);
  }

  Arrival arrive(
      Provider provider,
      URI callback,
      Map<String, List<String>> parameters,
      Map<String, String> kept) {
    try {
      Map<String, String> checked =
          CallbackCheck.check(
              parameters,
              kept,
              provider.metadata().getIssuer().getValue(),
              provider.metadata().supportsAuthorizationResponseIssuerParam());
      CallContext context =
          new CallContext(new CallbackContext(callback, checked), new KeptValues(kept));
      return identify(provider, profile(provider, context));
    } catch (Stopped stopped) {
      return stopped.arrival();
    } catch (TechnicalException | ParseException e) {
      return because(e);
    }
  }

  private static OidcProfile profile(Provider provider, CallContext context) {
    Optional<Credentials> code = provider.client().getCredentials(context);
    Optional<Credentials> redeemed =
        code.flatMap(given -> provider.client().validateCredentials(context, given));
    Optional<UserProfile> profile =
        redeemed.flatMap(given -> provider.client().getUserProfile(context, given));
    return profile
        .filter(OidcProfile.class::isInstance)
        .map(OidcProfile.class::cast)
        .orElseThrow(() -> new Stopped(new Arrival.Invalid("the callback identifies nobody")));
  }

  private Arrival identify(Provider provider, OidcProfile profile) throws ParseException {
    JWTClaimsSet idToken = profile.getIdToken().getJWTClaimsSet();
    Map<String, Object> claims = new HashMap<>();
    URI endpoint = provider.metadata().getUserInfoEndpointURI();
    if (settings.userinfo() && endpoint != null) {
      claims.putAll(userinfo.ask(endpoint, profile.getAccessToken(), idToken.getSubject()));
    }
    // The signed source has the last word.
    claims.putAll(Claims.of(idToken));
    return new Arrival.Identified(
        idToken.getIssuer(),
        idToken.getSubject(),
        Map.copyOf(claims),
        authenticatedAt(idToken),
        Optional.ofNullable(profile.getRefreshToken()).map(RefreshToken::getValue));
  }

  private Instant authenticatedAt(JWTClaimsSet idToken) throws ParseException {
    Instant now = clock.instant();
    Date told = idToken.getDateClaim("auth_time");
    return told == null || told.toInstant().isAfter(now) ? now : told.toInstant();
  }

  private static Arrival because(Exception e) {
    String why = "the login could not be checked";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof KeySourceException) {
        return new Arrival.Unavailable("the institution's keys can not be read: " + cause);
      }
      if (cause.getMessage() != null) {
        why = cause.getMessage();
      }
    }
    return new Arrival.Invalid(why);
  }
}
