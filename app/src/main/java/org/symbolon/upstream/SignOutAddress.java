package org.symbolon.upstream;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.fetch.Reach;

/** Where an institution signs a person out (OpenID Connect RP-Initiated Logout 1.0 §2). */
final class SignOutAddress {
  private SignOutAddress() {}

  static Optional<URI> of(
      UpstreamSettings settings,
      OIDCProviderMetadata metadata,
      Optional<String> idToken,
      URI back,
      String state) {
    URI endpoint = metadata.getEndSessionEndpointURI();
    if (endpoint == null || !isSafe(settings, endpoint)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    idToken.ifPresent(token -> parameters.put("id_token_hint", token));
    parameters.put("client_id", settings.clientId());
    parameters.put("post_logout_redirect_uri", back.toString());
    parameters.put("state", state);
    String query =
        parameters.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return Optional.of(URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + query));
  }

  private static boolean isSafe(UpstreamSettings settings, URI endpoint) {
    return "https".equals(endpoint.getScheme())
        || ("http".equals(endpoint.getScheme()) && settings.limits().reach() == Reach.LOOPBACK);
  }
}
