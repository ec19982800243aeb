package org.symbolon.upstream;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.SecretText;

/**
 * One login method: how to reach an institution's provider and what to believe.
 *
 * @param method the login method's name in the configuration
 * @param label what people read on the sign-in choice
 * @param issuer the provider's {@code iss}, exactly; its metadata is at {@code
 *     <issuer>/.well-known/openid-configuration}
 * @param secret absent for a public client
 * @param scopes asked for, besides {@code offline_access}
 * @param offline whether {@code offline_access} is asked for, so that there is a refresh token to
 *     check the person with later
 * @param authorizationParameters added to the redirect, such as {@code acr_values} or {@code
 *     kc_idp_hint}; none of those that this software sets itself
 * @param algorithms JWS names accepted on ID tokens; asymmetric ones only
 * @param userinfo whether claims are also asked for at the userinfo endpoint
 * @param limits of each request; {@link org.symbolon.fetch.Reach#LOOPBACK} allows plain http there
 * @param concurrency how many requests may wait for this institution at once; one more is {@code
 *     Unavailable}
 * @param signOut whether people who sign out here are sent there to sign out, where its metadata
 *     name a place for it
 */
public record UpstreamSettings(
    String method,
    String label,
    URI issuer,
    String clientId,
    Optional<SecretText> secret,
    TokenEndpointAuthentication authentication,
    List<String> scopes,
    boolean offline,
    UsernameRule username,
    Map<String, String> authorizationParameters,
    List<String> algorithms,
    boolean userinfo,
    Limits limits,
    int concurrency,
    boolean signOut) {
  /** One that signs people out, too. */
  public UpstreamSettings(
      String method,
      String label,
      URI issuer,
      String clientId,
      Optional<SecretText> secret,
      TokenEndpointAuthentication authentication,
      List<String> scopes,
      boolean offline,
      UsernameRule username,
      Map<String, String> authorizationParameters,
      List<String> algorithms,
      boolean userinfo,
      Limits limits,
      int concurrency) {
    this(
        method,
        label,
        issuer,
        clientId,
        secret,
        authentication,
        scopes,
        offline,
        username,
        authorizationParameters,
        algorithms,
        userinfo,
        limits,
        concurrency,
        true);
  }

  public static final List<String> DEFAULT_SCOPES = List.of("openid", "profile", "email");
  public static final List<String> DEFAULT_ALGORITHMS = List.of("RS256", "ES256");
  public static final int DEFAULT_CONCURRENCY = 64;

  /** With a symmetric one whoever knows the client secret signs, and "none" proves nothing. */
  public static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  /** The login sets these itself, and a mistake here would open the door. */
  public static final Set<String> OWN_PARAMETERS =
      Set.of(
          "client_id",
          "client_secret",
          "redirect_uri",
          "response_type",
          "response_mode",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "request",
          "request_uri");

  /** How the client authenticates at the token endpoint (OpenID Connect Core §9). */
  public enum TokenEndpointAuthentication {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    /** A public client. */
    NONE
  }

  public UpstreamSettings {
    scopes = List.copyOf(scopes);
    authorizationParameters = Map.copyOf(authorizationParameters);
    algorithms = List.copyOf(algorithms);
    require(scopes.contains("openid"), "the scopes must contain openid");
    require(!algorithms.isEmpty(), "at least one algorithm is needed");
    for (String algorithm : algorithms) {
      require(
          ALGORITHMS.contains(algorithm),
          algorithm + " is not accepted on ID tokens; possible are " + ALGORITHMS);
    }
    for (String parameter : authorizationParameters.keySet()) {
      require(
          !OWN_PARAMETERS.contains(parameter),
          "the parameter " + parameter + " can not be set: the login itself sets it");
    }
    require(
        isMaxAge(authorizationParameters.get("max_age")),
        "the parameter max_age must be a number of seconds");
    require(
        secret.isPresent() == (authentication != TokenEndpointAuthentication.NONE),
        "a client secret is needed, unless the authentication is none");
    require(
        issuer.isAbsolute() && issuer.getHost() != null && issuer.getRawQuery() == null,
        "the institution's issuer must be an https URL without a query");
    require(
        issuer.getScheme().equals("https")
            || (issuer.getScheme().equals("http") && limits.reach() == Reach.LOOPBACK),
        "the institution's issuer must be https; plain http is for loopback only");
    require(concurrency > 0, "the concurrency must be at least 1");
  }

  /** Whether it may be a {@code max_age}: absent, or a number of seconds. */
  public static boolean isMaxAge(@Nullable String text) {
    return text == null || text.matches("[0-9]{1,9}");
  }

  List<String> allScopes() {
    return offline
        ? Stream.concat(scopes.stream(), Stream.of("offline_access")).distinct().toList()
        : scopes;
  }

  /** OpenID Connect Discovery §4: a trailing slash of the issuer is dropped first. */
  URI metadataAddress() {
    String base = issuer.toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return URI.create(trimmed + "/.well-known/openid-configuration");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
