package org.symbolon.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks ID tokens. Keys are fetched anew when a token names an unknown one, and at the latest
 * after 15 minutes.
 */
final class IdTokens {
  private static final Duration KEYS_FRESH = Duration.ofMinutes(15);
  private static final int CLOCK_SKEW_SECONDS = 60;
  private static final int LONGEST_SUBJECT = 255;

  private final ClientID client;
  private final IDTokenValidator validator;

  IdTokens(OIDCProviderMetadata metadata, UpstreamSettings settings, Calls calls)
      throws MalformedURLException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), calls)
            .cache(KEYS_FRESH.toMillis(), settings.limits().total().toMillis())
            .refreshAheadCache(false)
            // Only an answer of the token endpoint can make it ask: no stranger can press this.
            .rateLimited(false)
            .build();
    Set<JWSAlgorithm> algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    this.client = new ClientID(settings.clientId());
    this.validator =
        new IDTokenValidator(
            metadata.getIssuer(), client, new JWSVerificationKeySelector<>(algorithms, keys), null);
    validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
  }

  /**
   * OpenID Connect Core §3.1.3.7.
   *
   * @param nonce as sent; absent for an answer to a refresh (§12.2)
   * @throws com.nimbusds.jose.KeySourceException when the keys can not be had: neither good nor bad
   */
  void check(JWT idToken, Optional<Nonce> nonce) throws BadJOSEException, JOSEException {
    IDTokenClaimsSet claims = validator.validate(idToken, nonce.orElse(null));
    // Rules 4 and 5, which Nimbus leaves to its caller.
    boolean forAnother =
        claims.getAuthorizedParty() == null
            ? claims.getAudience().size() > 1
            : !claims.getAuthorizedParty().getValue().equals(client.getValue());
    if (forAnother) {
      throw new BadJWTException("the ID token was issued to another party (azp)");
    }
    // OpenID Connect Core §2, "sub".
    if (claims.getSubject().getValue().length() > LONGEST_SUBJECT) {
      throw new BadJWTException("the subject of the ID token is too long");
    }
  }
}
