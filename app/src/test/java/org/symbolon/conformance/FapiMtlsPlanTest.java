package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.TestAddress;
import org.symbolon.verify.Certificates;
import org.symbolon.verify.TestCertificates;
import org.symbolon.verify.TestCertificates.Name;

/**
 * {@code fapi2-security-profile-final-test-plan}, with {@code client_auth_type=mtls} and {@code
 * sender_constrain=mtls}: by an authority's certificate, and by one of the client's own.
 */
class FapiMtlsPlanTest {
  private static final TestCertificates LAB = new TestCertificates("CN=Lab CA", Instant.now());
  private static final X509Certificate NAMED = LAB.of("CN=rp,O=Lab");
  private static final X509Certificate PINNED = LAB.selfSigned("CN=rp,O=Lab");

  @TempDir private static Path folder;

  private static Provider provider;
  private static MtlsParty party;
  private static MtlsParty other;
  private static HttpClient without;
  private static HttpClient stranger;

  private Person person;

  @BeforeAll
  static void start() throws Exception {
    TestAddress address = TestAddress.fresh();
    X509Certificate server = LAB.of("CN=provider", Name.ip(address.bytes()));
    Files.writeString(folder.resolve("server.pem"), TestCertificates.pem(server));
    Files.writeString(folder.resolve("server.key"), TestCertificates.keyPem());
    Files.writeString(folder.resolve("lab.pem"), TestCertificates.pem(LAB.authority()));
    Files.writeString(folder.resolve("pinned.json"), new JWKSet(keyOf(PINNED)).toString());
    without = showing(Optional.empty());
    stranger = showing(Optional.of(LAB.of("CN=somebody,O=Lab")));
    provider = new Provider(folder, "fapi-mtls.yaml", address, without);
    party = new MtlsParty(provider, "named", showing(Optional.of(NAMED)));
    other = new MtlsParty(provider, "pinned", showing(Optional.of(PINNED)));
  }

  private static JWK keyOf(X509Certificate certificate) throws Exception {
    return new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
        .x509CertChain(List.of(Base64.encode(certificate.getEncoded())))
        .build();
  }

  private static HttpClient showing(Optional<X509Certificate> certificate) {
    return HttpClient.newBuilder().sslContext(LAB.showing(certificate)).build();
  }

  @AfterAll
  static void stop() throws Exception {
    provider.close();
  }

  @BeforeEach
  void someoneNew() {
    person = new Person(provider);
  }

  @Test
  void discovery_end_point_verification() {
    assertThat(texts("token_endpoint_auth_methods_supported"))
        .contains("tls_client_auth", "self_signed_tls_client_auth");
    assertThat(provider.metadata().path("tls_client_certificate_bound_access_tokens").asBoolean())
        .isTrue();
    assertThat(provider.metadata().path("mtls_endpoint_aliases").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "token_endpoint",
            "pushed_authorization_request_endpoint",
            "userinfo_endpoint",
            "introspection_endpoint",
            "revocation_endpoint")
        .doesNotContain("authorization_endpoint", "jwks_uri");
  }

  /** RFC 8705 §5: where browsers go, nobody is asked for a certificate. */
  @Test
  void a_certificate_is_seen_at_its_own_address_only() {
    Map<String, String> form = FapiRequest.redeeming("none");
    form.put("client_id", party.id());
    for (String endpoint : List.of("token_endpoint", "pushed_authorization_request_endpoint")) {
      assertRefused(
          Provider.post(party.http(), provider.at(endpoint), form, Map.of()), "invalid_client");
    }
    assertRefused(party.redeem("none"), "invalid_grant");
    String page = provider.alias("token_endpoint").replace("/oauth2/token", "/oauth2/authorize");
    assertThat(Provider.get(party.http(), page, Map.of()).statusCode()).isEqualTo(404);
  }

  private static List<String> texts(String member) {
    return provider.metadata().path(member).valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void happy_flow() throws Exception {
    for (MtlsParty each : List.of(party, other)) {
      JsonNode tokens = each.tokens(new Person(provider));
      assertThat(tokens.path("token_type").asText()).isEqualToIgnoringCase("Bearer");
      String token = tokens.path("access_token").asText();
      JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
      assertThat(claims.getJSONObjectClaim("cnf"))
          .isEqualTo(Map.of("x5t#S256", Certificates.hash(each.equals(party) ? NAMED : PINNED)));
      HttpResponse<String> answer = each.userinfo(token);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void user_rejects_authentication() {
    person.denies();
    Person.Landing landing = person.authorize(party.pushed());
    assertThat(landing.value("error")).isEqualTo("access_denied");
    assertThat(landing.values()).containsEntry("iss", provider.origin());
  }

  @Test
  void access_token_type_header_case_sensitivity() {
    String token = party.tokens(person).path("access_token").asText();
    for (String scheme : List.of("bearer", "BEARER", "bEaReR")) {
      assertThat(party.userinfo(token, scheme).statusCode()).as(scheme).isEqualTo(200);
    }
  }

  @Test
  void ensure_client_id_in_token_endpoint() {
    Person.Landing landing = person.authorize(party.pushed());
    HttpResponse<String> nameless =
        Provider.post(
            party.http(),
            provider.alias("token_endpoint"),
            FapiRequest.redeeming(landing.value("code")),
            Map.of());
    assertRefused(nameless, "invalid_client", "invalid_request");
  }

  @Test
  void ensure_holder_of_key_required() {
    Person.Landing landing = person.authorize(party.pushed());
    for (HttpClient wrong : List.of(without, stranger, other.http())) {
      assertRefused(
          party.over(wrong).redeem(landing.value("code")), "invalid_client", "invalid_request");
    }
    assertThat(party.redeem(landing.value("code")).statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_pushes_for_another() {
    for (HttpClient wrong : List.of(without, stranger, other.http())) {
      assertRefused(party.over(wrong).push(FapiRequest.pushed()), "invalid_client");
    }
    // By the authority, but not the one certificate that this client has.
    assertRefused(other.over(party.http()).push(FapiRequest.pushed()), "invalid_client");
  }

  @Test
  void a_token_counts_with_its_certificate_only() {
    String token = party.tokens(person).path("access_token").asText();
    for (HttpClient wrong : List.of(without, stranger, other.http())) {
      assertThat(party.over(wrong).userinfo(token).statusCode()).isEqualTo(401);
    }
    assertThat(party.userinfo(token).statusCode()).isEqualTo(200);
  }

  @Test
  void ensure_authorization_code_is_bound_to_client() {
    Person.Landing landing = person.authorize(party.pushed());
    assertRefused(other.redeem(landing.value("code")), "invalid_grant");
  }

  @Test
  void attempt_reuse_authorization_code() {
    Person.Landing landing = person.authorize(party.pushed());
    String token =
        Provider.json(party.redeem(landing.value("code"))).required("access_token").asText();
    assertRefused(party.redeem(landing.value("code")), "invalid_grant");
    assertThat(party.userinfo(token).statusCode()).isEqualTo(401);
  }

  @Test
  void refresh_token() throws Exception {
    String first = party.tokens(person).path("refresh_token").asText();
    for (HttpClient wrong : List.of(without, stranger)) {
      assertRefused(party.over(wrong).refresh(first), "invalid_client", "invalid_request");
    }
    assertRefused(other.refresh(first), "invalid_grant");
    HttpResponse<String> answer = party.refresh(first);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String token = Provider.json(answer).path("access_token").asText();
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
        .isEqualTo(Map.of("x5t#S256", Certificates.hash(NAMED)));
    // A client that lost the answer asks once more (FAPI 2.0 Security Profile §5.3.2.1).
    assertThat(party.refresh(first).statusCode()).isEqualTo(200);
  }

  @Test
  void ensure_request_without_par_fails() {
    Map<String, String> request = FapiRequest.pushed();
    request.put("client_id", party.id());
    assertThat(person.authorize(request).values()).doesNotContainKey("code");
  }

  @Test
  void par_attempt_to_use_request_uri_for_different_client() {
    Map<String, String> stolen =
        Map.of("client_id", other.id(), "request_uri", party.pushed().get("request_uri"));
    assertThat(person.authorize(stolen).values()).doesNotContainKey("code");
  }

  @Test
  void par_ensure_pkce_required_and_plain_pkce_rejected() {
    Map<String, String> request = FapiRequest.pushed();
    request.remove("code_challenge");
    assertRefused(party.push(request), "invalid_request");
    Map<String, String> plain = FapiRequest.pushed();
    plain.put("code_challenge_method", "plain");
    assertRefused(party.push(plain), "invalid_request");
  }

  private static void assertRefused(HttpResponse<String> answer, String... errors) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
    assertThat(Provider.json(answer).path("error").asText()).isIn((Object[]) errors);
  }
}
