package org.symbolon.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.symbolon.client.GrantType;
import org.symbolon.client.ResponseType;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.PersonClaims;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.protocol.SecretHash;
import org.symbolon.verify.ClientAssertions;
import org.symbolon.verify.DpopProofs;

/**
 * Makes an issuer's metadata (OpenID Connect Discovery 1.0 §3, RFC 8414 §2). Both well-known
 * addresses answer the same document.
 */
public final class Discovery {
  /** Where clients authenticate or present tokens. */
  private static final List<String> BY_CERTIFICATE =
      List.of(
          "token_endpoint",
          "revocation_endpoint",
          "introspection_endpoint",
          "device_authorization_endpoint",
          "pushed_authorization_request_endpoint",
          "userinfo_endpoint");

  private static final JsonMapper JSON = new JsonMapper();

  private Discovery() {}

  /** The document for what is switched on. */
  public static MetadataDocument document(Issuer issuer, Switched on) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("issuer", issuer.url().toString());
    endpoints(issuer, on, members);
    members.put("scopes_supported", on.scopes());
    members.put("grant_types_supported", grantTypes(on));
    members.put("response_types_supported", responseTypes(on));
    if (browser(on)) {
      members.put(
          "response_modes_supported",
          Stream.of(ResponseMode.values()).map(ResponseMode::text).toList());
      // RFC 7636 §4.2: plain is refused.
      members.put("code_challenge_methods_supported", List.of("S256"));
      requests(issuer, on.requests(), members);
      // RFC 9207 §3
      members.put("authorization_response_iss_parameter_supported", true);
    }
    members.put("token_endpoint_auth_methods_supported", on.authenticationMethods());
    List<String> assertions = ClientAssertions.algorithms(on.authenticationMethods());
    if (!assertions.isEmpty()) {
      // RFC 8414 §2
      members.put("token_endpoint_auth_signing_alg_values_supported", assertions);
    }
    // RFC 9449 §5.1
    members.put("dpop_signing_alg_values_supported", DpopProofs.ALGORITHMS);
    if (on.certificates().seen()) {
      // RFC 8705 §3.3
      members.put("tls_client_certificate_bound_access_tokens", true);
    }
    on.certificates()
        .origin()
        .ifPresent(
            origin -> members.put("mtls_endpoint_aliases", aliases(issuer, origin, members)));
    if (on.scopes().contains("openid")) {
      openId(issuer, on, members);
    }
    if (!on.uiLocales().isEmpty()) {
      members.put("ui_locales_supported", on.uiLocales());
    }
    return document(members);
  }

  private static void endpoints(Issuer issuer, Switched on, Map<String, Object> members) {
    if (browser(on)) {
      members.put("authorization_endpoint", issuer.url() + issuer.paths().authorization());
    }
    members.put("token_endpoint", issuer.url() + issuer.paths().token());
    if (on.grantTypes().contains(GrantType.DEVICE_CODE)) {
      // RFC 8628 §4
      members.put(
          "device_authorization_endpoint", issuer.url() + issuer.paths().deviceAuthorization());
    }
    members.put("jwks_uri", issuer.url() + issuer.paths().jwks());
    if (on.userinfo()) {
      members.put("userinfo_endpoint", issuer.url() + issuer.paths().userinfo());
    }
    new TreeMap<>(on.endpoints()).forEach((name, path) -> members.put(name, issuer.url() + path));
  }

  /** RFC 8705 §5: where a client shows its certificate; the others ask for none. */
  private static Map<String, Object> aliases(
      Issuer issuer, URI origin, Map<String, Object> members) {
    String usual = issuer.url().getScheme() + "://" + issuer.url().getRawAuthority();
    Map<String, Object> aliases = new LinkedHashMap<>();
    for (String name : BY_CERTIFICATE) {
      if (members.get(name) instanceof String address) {
        aliases.put(name, origin + address.substring(usual.length()));
      }
    }
    return aliases;
  }

  private static void openId(Issuer issuer, Switched on, Map<String, Object> members) {
    members.put("id_token_signing_alg_values_supported", issuer.algorithms());
    members.put("userinfo_signing_alg_values_supported", issuer.algorithms());
    // OpenID Connect Core §8
    members.put(
        "subject_types_supported",
        on.openId().pairwise() ? List.of("public", "pairwise") : List.of("public"));
    members.put(
        "claims_supported",
        Stream.concat(
                Stream.of(
                    "iss",
                    "sub",
                    "aud",
                    "exp",
                    "iat",
                    "nbf",
                    "jti",
                    "auth_time",
                    "nonce",
                    "at_hash",
                    "sid"),
                PersonClaims.names(issuer.claims(), on.scopes()).stream())
            .toList());
    sessions(issuer, on, members);
    members.put("claims_parameter_supported", true);
  }

  /**
   * RP-Initiated, Back-Channel and Front-Channel Logout, Session Management, each in its §2 or §3.
   */
  private static void sessions(Issuer issuer, Switched on, Map<String, Object> members) {
    if (browser(on)) {
      members.put("end_session_endpoint", issuer.url() + "/logout");
      members.put("backchannel_logout_supported", true);
      members.put("backchannel_logout_session_supported", true);
      members.put("frontchannel_logout_supported", true);
      members.put("frontchannel_logout_session_supported", true);
      members.put("check_session_iframe", issuer.url() + "/session");
    }
  }

  /** RFC 9126 §5, RFC 9101 §10.5, OpenID Connect Discovery 1.0 §3. */
  private static void requests(
      Issuer issuer, RequestPromises promised, Map<String, Object> members) {
    members.put(
        "pushed_authorization_request_endpoint",
        issuer.url() + issuer.paths().pushedAuthorization());
    if (promised.pushed()) {
      members.put("require_pushed_authorization_requests", true);
    }
    members.put("request_parameter_supported", true);
    members.put("request_uri_parameter_supported", true);
    members.put("require_request_uri_registration", true);
    members.put("request_object_signing_alg_values_supported", promised.algorithms());
    members.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
    members.put("display_values_supported", List.of("page"));
    if (!promised.acrValues().isEmpty()) {
      members.put("acr_values_supported", promised.acrValues());
    }
  }

  private static boolean browser(Switched on) {
    return !responseTypes(on).isEmpty();
  }

  /** In the order of the enumeration, whatever the set's. */
  private static List<String> responseTypes(Switched on) {
    return Arrays.stream(ResponseType.values())
        .filter(on.openId().responseTypes()::contains)
        .filter(type -> !type.hasCode() || on.grantTypes().contains(GrantType.AUTHORIZATION_CODE))
        .map(ResponseType::text)
        .toList();
  }

  /** In the order of the enumeration, whatever the set's. */
  private static List<String> grantTypes(Switched on) {
    List<String> names = new ArrayList<>();
    for (GrantType type : GrantType.values()) {
      if (on.grantTypes().contains(type)) {
        names.add(type.text());
      }
    }
    // OpenID Connect Discovery 1.0 §3: no grant type of the token endpoint, but listed among them.
    if (on.openId().responseTypes().stream().anyMatch(ResponseType::isFrontChannel)) {
      names.add("implicit");
    }
    return names;
  }

  private static MetadataDocument document(Map<String, Object> members) {
    try {
      String json = JSON.writeValueAsString(members);
      return new MetadataDocument(json, "\"" + SecretHash.of(json).hex().substring(0, 32) + "\"");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metadata are plain JSON", e);
    }
  }
}
