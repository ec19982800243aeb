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
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pac4j.oidc.config.OidcConfiguration;
import org.pac4j.oidc.profile.creator.TokenValidator;

/**
 * Checks ID tokens against one key set for all accepted algorithms. pac4j's own validator tries one
 * algorithm after the other with a key set each, and so reports "wrong algorithm" where the key set
 * could not be read.
 *
 * <p>Keys are fetched anew when a token names an unknown one, and at the latest after 15 minutes.
 */
final class IdTokens extends TokenValidator {
  private static final Duration KEYS_FRESH = Duration.ofMinutes(15);

  private final ClientID client;
  private final IDTokenValidator validator;

  /**
   * @param metadata with no other algorithms left in it than accepted ones
   */
  IdTokens(
      OidcConfiguration configuration,
      OIDCProviderMetadata metadata,
      UpstreamSettings settings,
      Calls calls)
      throws MalformedURLException {
    super(configuration, metadata);
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
            metadata.getIssuer(),
            client,
            new JWSVerificationKeySelector<>(new HashSet<>(algorithms), keys),
            null);
    validator.setMaxClockSkew(configuration.getMaxClockSkew());
  }

  /**
   * @throws com.nimbusds.jose.KeySourceException when the keys can not be had: neither good nor bad
   */
  @Override
  public IDTokenClaimsSet validateIdToken(JWT idToken, @Nullable Nonce expectedNonce)
      throws BadJOSEException, JOSEException {
    IDTokenClaimsSet claims = validator.validate(idToken, expectedNonce);
    // OpenID Connect Core §3.1.3.7, rules 4 and 5.
    boolean forAnother =
        claims.getAuthorizedParty() == null
            ? claims.getAudience().size() > 1
            : !claims.getAuthorizedParty().getValue().equals(client.getValue());
    if (forAnother) {
      throw new BadJWTException("the ID token was issued to another party (azp)");
    }
    String subject = claims.getSubject().getValue();
    // OpenID Connect Core §2: at most 255 ASCII characters.
    if (subject.length() > 255) {
      throw new BadJWTException("the subject of the ID token is too long");
    }
    return claims;
  }
}
