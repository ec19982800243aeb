package org.symbolon.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.fetch.Reach;

/**
 * What a client said of itself when it registered: the members that are known here, validated, by
 * their names in the registry (RFC 7591 §4.1), those at their default left out. Stored and answered
 * as it is; read through the methods below.
 *
 * @param members strings, numbers, {@code true}, lists of strings, and the key set
 */
public record RegisteredMetadata(Map<String, Object> members) {
  public RegisteredMetadata {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** How it authenticates. */
  public enum Method {
    NONE("none"),
    BASIC("client_secret_basic"),
    POST("client_secret_post"),
    SECRET_JWT("client_secret_jwt"),
    PRIVATE_KEY_JWT("private_key_jwt"),
    TLS("tls_client_auth"),
    SELF_SIGNED_TLS("self_signed_tls_client_auth");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** As {@code token_endpoint_auth_method} names it. */
    public String text() {
      return text;
    }

    public boolean hasSecret() {
      return this == BASIC || this == POST || this == SECRET_JWT;
    }

    public static Optional<Method> of(String text) {
      return Arrays.stream(values()).filter(method -> method.text.equals(text)).findFirst();
    }
  }

  public String name() {
    return text("client_name").orElse("");
  }

  public List<String> redirectUris() {
    return texts("redirect_uris");
  }

  public Set<GrantType> grantTypes() {
    Set<GrantType> types = EnumSet.noneOf(GrantType.class);
    texts("grant_types").forEach(name -> GrantType.of(name).ifPresent(types::add));
    return types;
  }

  public List<String> scopes() {
    return List.of(text("scope").orElse("").split(" "));
  }

  public Method method() {
    return text("token_endpoint_auth_method").flatMap(Method::of).orElse(Method.BASIC);
  }

  /** By which its certificate is known; there where that is its method. */
  public Optional<CertificateName> certificateName() {
    return Arrays.stream(CertificateName.Kind.values())
        .flatMap(kind -> text(kind.member()).map(name -> new CertificateName(kind, name)).stream())
        .findFirst();
  }

  public boolean isPairwise() {
    return text("subject_type").equals(Optional.of("pairwise"));
  }

  /** How people are named to it. */
  public SubjectType subjects() {
    if (!isPairwise()) {
      return new SubjectType.Public();
    }
    return sectorIdentifier()
        .flatMap(Sector::of)
        .or(() -> Sector.of(redirectUris()))
        .<SubjectType>map(SubjectType.Pairwise::new)
        .orElseThrow(() -> new IllegalStateException("registered without a sector"));
  }

  public Optional<URI> sectorIdentifier() {
    return uri("sector_identifier_uri");
  }

  /** The JWS name of its signed userinfo; absent for JSON. */
  public Optional<String> userinfoAlgorithm() {
    return text("userinfo_signed_response_alg");
  }

  /**
   * @param reach of its keys, where they are at an address
   */
  public Optional<ClientKeys> keys(Reach reach) {
    Optional<ClientKeys> remote =
        uri("jwks_uri").map(address -> new ClientKeys.Remote(address, reach));
    return remote.or(
        () ->
            Optional.ofNullable(members.get("jwks"))
                .map(keys -> new ClientKeys.Inline(keySet(keys))));
  }

  /**
   * @param algorithm of its ID tokens where it says none
   */
  public Preferences preferences(Reach reach, Optional<String> algorithm) {
    return new Preferences(
        new Preferences.Links(
            uri("logo_uri"), uri("client_uri"), uri("policy_uri"), uri("tos_uri")),
        new Preferences.Requests(
            texts("request_uris"),
            text("request_object_signing_alg"),
            flag("require_pushed_authorization_requests"),
            flag("require_signed_request_object"),
            Optional.ofNullable(members.get("default_max_age"))
                .map(seconds -> Duration.ofSeconds(((Number) seconds).longValue())),
            flag("require_auth_time"),
            texts("default_acr_values"),
            uri("initiate_login_uri")),
        new Preferences.Logout(
            texts("post_logout_redirect_uris"),
            uri("backchannel_logout_uri"),
            flag("backchannel_logout_session_required"),
            uri("frontchannel_logout_uri"),
            flag("frontchannel_logout_session_required")),
        keys(reach),
        text("id_token_signed_response_alg").or(() -> algorithm),
        text("token_endpoint_auth_signing_alg"),
        flag("dpop_bound_access_tokens"),
        flag("tls_client_certificate_bound_access_tokens"),
        reach,
        SecurityProfile.USUAL);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).map(String::valueOf);
  }

  private Optional<URI> uri(String name) {
    return text(name).map(URI::create);
  }

  private boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  private List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // A JSON object's names are strings.
  private static String keySet(Object keys) {
    try {
      return JWKSet.parse((Map<String, Object>) keys).toString(true);
    } catch (ParseException e) {
      throw new IllegalStateException("keys are checked where they are taken in", e);
    }
  }
}
