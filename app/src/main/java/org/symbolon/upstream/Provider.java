package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.MalformedURLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;
import org.pac4j.oidc.metadata.IOidcOpMetadataResolver;
import org.pac4j.oidc.profile.creator.TokenValidator;
import org.symbolon.protocol.RandomText;

/**
 * pac4j's client and the check of ID tokens for one reading of the institution's metadata. Changed
 * metadata make another.
 *
 * <p>pac4j gets no secret and no token: what it holds, it prints at debug level.
 */
record Provider(OIDCProviderMetadata metadata, OidcClient client, IdTokens idTokens) {
  static Provider of(
      UpstreamSettings settings, OIDCProviderMetadata metadata, Calls calls, RandomText random)
      throws MalformedURLException {
    OidcConfiguration configuration = new OidcConfiguration();
    configuration.setClientId(settings.clientId());
    configuration.setScope(String.join(" ", settings.allScopes()));
    Map<String, String> parameters = new HashMap<>(settings.authorizationParameters());
    parameters.keySet().removeAll(SignInParameters.NAMES);
    configuration.setCustomParams(parameters);
    configuration.setUseNonce(true);
    configuration.setPkceMethod(CodeChallengeMethod.S256);
    configuration.setStateGenerator(context -> random.secret());
    configuration.setCodeVerifierGenerator(context -> random.secret());
    configuration.setResourceRetriever(calls);
    configuration.setOpMetadataResolver(new Known(metadata));

    OidcClient client = new OidcClient(configuration);
    client.setName(settings.method());
    client.setCallbackUrl("given with each call");
    client.setCallbackUrlResolver(new GivenCallback());
    client.init();
    return new Provider(metadata, client, new IdTokens(metadata, settings, calls));
  }

  /**
   * Metadata that have been read already, through the guarded client. pac4j's own resolver would
   * follow redirects, has no limit of size and gives up after three failures.
   */
  private record Known(OIDCProviderMetadata metadata) implements IOidcOpMetadataResolver {
    @Override
    public OIDCProviderMetadata load() {
      return metadata;
    }

    // The following are asked for by pac4j's redemption of codes and by its logout, not used here.

    @Override
    public TokenValidator getTokenValidator() {
      throw new UnsupportedOperationException("ID tokens are checked by IdTokens");
    }

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
