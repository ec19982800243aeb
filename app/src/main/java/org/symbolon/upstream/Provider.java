package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.MalformedURLException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;
import org.pac4j.oidc.metadata.IOidcOpMetadataResolver;
import org.pac4j.oidc.profile.creator.TokenValidator;
import org.symbolon.protocol.RandomText;

/**
 * pac4j's client for one reading of the institution's metadata. Immutable once made: changed
 * metadata make another.
 *
 * @param metadata with no other algorithms left in it than accepted ones
 */
record Provider(OIDCProviderMetadata metadata, OidcClient client, IdTokens idTokens) {
  private static final int CLOCK_SKEW_SECONDS = 60;

  static Provider of(
      UpstreamSettings settings, OIDCProviderMetadata metadata, Calls calls, RandomText random)
      throws MalformedURLException {
    OidcConfiguration configuration = new OidcConfiguration();
    configuration.setClientId(settings.clientId());
    configuration.setScope(String.join(" ", settings.allScopes()));
    configuration.setCustomParams(new HashMap<>(settings.authorizationParameters()));
    configuration.setUseNonce(true);
    configuration.setPkceMethod(CodeChallengeMethod.S256);
    configuration.setStateGenerator(context -> random.secret());
    configuration.setCodeVerifierGenerator(context -> random.secret());
    configuration.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    configuration.setResourceRetriever(calls);
    // Asked by ourselves, through the guarded client and with its sub compared.
    configuration.setCallUserInfoEndpoint(false);
    IdTokens idTokens = new IdTokens(configuration, metadata, settings, calls);
    configuration.setOpMetadataResolver(new Known(metadata, idTokens));

    OidcClient client = new OidcClient(configuration);
    client.setName(settings.method());
    client.setCallbackUrl("given with each call");
    client.setCallbackUrlResolver(new GivenCallback());
    client.setAuthenticator(new CodeRedemption(client, new TokenEndpoint(settings, calls)));
    client.init();
    return new Provider(metadata, client, idTokens);
  }

  /** Metadata that have been read already; pac4j's own resolver would read them by itself. */
  private record Known(OIDCProviderMetadata metadata, IdTokens idTokens)
      implements IOidcOpMetadataResolver {
    @Override
    public OIDCProviderMetadata load() {
      return metadata;
    }

    @Override
    public TokenValidator getTokenValidator() {
      return idTokens;
    }

    // Only pac4j's own authenticator asks for these; CodeRedemption stands in its place.
    @Override
    public @Nullable ClientAuthentication getClientAuthenticationTokenEndpoint() {
      return null;
    }

    @Override
    public @Nullable ClientAuthentication getClientAuthenticationPAREndpoint() {
      return null;
    }
  }
}
