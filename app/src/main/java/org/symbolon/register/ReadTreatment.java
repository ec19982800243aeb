package org.symbolon.register;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.issuer.Issuer;

/** Reads how a client wants to be asked, answered and told. */
final class ReadTreatment {
  private static final long LONGEST_AGE = Duration.ofDays(3650).toSeconds();

  private static final Set<String> ASYMMETRIC =
      Set.of(
          "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");
  private static final Set<String> BY_SECRET = Set.of("HS256", "HS384", "HS512");

  private static final String CERTIFICATE_BOUND = "tls_client_certificate_bound_access_tokens";

  /** False where they are not given. */
  private static final List<String> FLAGS =
      List.of(
          "require_auth_time",
          "require_pushed_authorization_requests",
          "require_signed_request_object",
          "backchannel_logout_session_required",
          "frontchannel_logout_session_required",
          "dpop_bound_access_tokens",
          CERTIFICATE_BOUND);

  /** A client that asks for what only it could read must not be answered in clear. */
  private static final List<String> NOT_OFFERED =
      List.of("id_token_encrypted_response_alg", "userinfo_encrypted_response_alg");

  private final Members members;
  private final Issuer issuer;
  private final RegistrationSettings settings;

  ReadTreatment(Members members, Issuer issuer, RegistrationSettings settings) {
    this.members = members;
    this.issuer = issuer;
    this.settings = settings;
  }

  void into(Map<String, Object> found, Method method) {
    for (String name : NOT_OFFERED) {
      if (members.node(name).isPresent()) {
        throw Members.wrong(name, "can not be had: nothing is encrypted here");
      }
    }
    // RFC 8705 §3.4: bound to what nobody sees, its tokens would be none.
    if (members.flag(CERTIFICATE_BOUND) && !settings.seesCertificates()) {
      throw Members.wrong(CERTIFICATE_BOUND, "can not be had: nobody is asked for a certificate");
    }
    for (String name : FLAGS) {
      if (members.flag(name)) {
        found.put(name, true);
      }
    }
    // A number that fits is read back from the database as the same type.
    members
        .number("default_max_age", LONGEST_AGE)
        .ifPresent(seconds -> found.put("default_max_age", seconds.intValue()));
    List<String> acrValues = members.texts("default_acr_values");
    if (!acrValues.isEmpty()) {
      found.put("default_acr_values", acrValues);
    }
    ours("id_token_signed_response_alg", found);
    ours("userinfo_signed_response_alg", found);
    members
        .oneOf("request_object_signing_alg", ASYMMETRIC::contains, "that of a public key")
        .ifPresent(name -> found.put("request_object_signing_alg", name));
    assertions(found, method);
    members
        .oneOf("subject_type", Set.of("public", "pairwise")::contains, "public or pairwise")
        .filter(type -> !type.equals("public"))
        .ifPresent(type -> found.put("subject_type", type));
  }

  private void ours(String name, Map<String, Object> found) {
    members
        .oneOf(
            name, issuer.algorithms()::contains, "one of " + String.join(", ", issuer.algorithms()))
        .ifPresent(algorithm -> found.put(name, algorithm));
  }

  private void assertions(Map<String, Object> found, Method method) {
    Set<String> good = method == Method.SECRET_JWT ? BY_SECRET : ASYMMETRIC;
    String name = "token_endpoint_auth_signing_alg";
    members
        .oneOf(name, good::contains, "one that fits token_endpoint_auth_method")
        .filter(algorithm -> method == Method.SECRET_JWT || method == Method.PRIVATE_KEY_JWT)
        .ifPresent(algorithm -> found.put(name, algorithm));
  }
}
