package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.Preferences;
import org.symbolon.client.SecurityProfile;
import org.symbolon.client.StaticClients;
import org.symbolon.client.TestClient;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretText;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.MovableClock;
import org.symbolon.store.TestDatabases;

class ClientAssertionsTest {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String SECRET = "0123456789-a-good-long-secret-0123456789";
  private static final Instant NOW = TestDatabases.START;

  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();
  private final ForeignIssuer elsewhere = new ForeignIssuer();
  private final ECKey key = ForeignIssuer.newKey("mine");
  private final KeySources sources = new KeySources(new MovableClock(NOW));
  private final ClientAssertions assertions =
      new ClientAssertions(
          TestDatabases.shared(TestDatabases.Kind.SQLITE).store().replay(),
          sources,
          new MovableClock(NOW));
  private final ClientAuthentication authentication =
      new ClientAuthentication(
          new StaticClients(
              List.of(
                  client("signer", new ClientKeys.Inline(new JWKSet(key.toPublicJWK()).toString())),
                  client("other", new ClientKeys.Inline(new JWKSet(key.toPublicJWK()).toString())),
                  fapi(),
                  client("remote", new ClientKeys.Remote(elsewhere.keys(), Reach.LOOPBACK)),
                  client("guarded", new ClientKeys.Remote(elsewhere.keys(), Reach.PUBLIC)),
                  TestClient.named("mac")
                      .authentication(new Client.Authentication.SecretJwt(new SecretText(SECRET)))
                      .at(issuer.id()),
                  TestClient.named("plain").secrets(SECRET).at(issuer.id()))),
          assertions);

  private Client client(String id, ClientKeys keys) {
    return TestClient.named(id)
        .authentication(new Client.Authentication.PrivateKeyJwt(keys))
        .at(issuer.id());
  }

  private Client fapi() {
    Preferences none = Preferences.NONE;
    return TestClient.named("fapi")
        .authentication(
            new Client.Authentication.PrivateKeyJwt(
                new ClientKeys.Inline(new JWKSet(key.toPublicJWK()).toString())))
        .preferences(
            new Preferences(
                none.links(),
                none.requests(),
                none.logout(),
                none.keys(),
                none.idTokenAlgorithm(),
                none.assertionAlgorithm(),
                false,
                false,
                none.reach(),
                SecurityProfile.FAPI2))
        .at(issuer.id());
  }

  @AfterEach
  void close() {
    sources.close();
    elsewhere.close();
  }

  @Test
  void a_client_proves_itself_by_its_key() {
    assertThat(authenticate(signed(claims("signer"))).id().value()).isEqualTo("signer");
    assertThat(authenticate(signed(claims("signer")), "client_id", "signer").id().value())
        .isEqualTo("signer");
  }

  @Test
  void a_client_proves_itself_by_signing_with_its_secret() throws JOSEException {
    String token = signed(claims("mac"), JWSAlgorithm.HS256, new MACSigner(SECRET));
    assertThat(authenticate(token).id().value()).isEqualTo("mac");
  }

  @Test
  void an_assertion_counts_once() {
    String token = signed(claims("signer"));
    authenticate(token);
    refused(token);
    refused(signed(claims("signer").jwtID(null)));
    String id = UUID.randomUUID().toString();
    authenticate(signed(claims("signer").jwtID(id)));
    authenticate(signed(claims("other").jwtID(id)));
  }

  @Test
  void under_fapi_the_issuer_alone_is_the_audience_and_stands_as_one_text() {
    String url = issuer.url().toString();
    assertThat(authenticate(signed(claims("fapi").audience(url))).id().value()).isEqualTo("fapi");
    refused(signed(claims("fapi").audience(url + issuer.paths().token())));
    refused(signed(claims("fapi").audience(url + issuer.paths().pushedAuthorization())));
    refused(signed(claims("fapi").audience(List.of(url, "https://other.example"))));
  }

  @Test
  void the_address_where_requests_are_pushed_is_an_audience() {
    authenticate(
        signed(claims("signer").audience(issuer.url() + issuer.paths().pushedAuthorization())));
  }

  @Test
  void the_issuer_and_the_token_endpoint_are_audiences_and_nobody_else() {
    authenticate(signed(claims("signer").audience(issuer.url() + issuer.paths().token())));
    refused(signed(claims("signer").audience("https://other.example")));
    refused(signed(claims("signer").audience((String) null)));
  }

  @Test
  void one_clients_assertion_is_not_anothers() {
    refused(signed(claims("other").issuer("signer")));
    refused(signed(claims("signer").subject("other").issuer("signer")));
    assertThat(code(signed(claims("signer")), "client_id", "other"))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  @Test
  void an_expired_one_and_one_for_too_long_are_refused() {
    refused(signed(claims("signer").expirationTime(Date.from(NOW.minusSeconds(31)))));
    refused(signed(claims("signer").expirationTime(Date.from(NOW.plusSeconds(3700)))));
  }

  @Test
  void another_key_or_another_kind_of_key_proves_nothing() throws JOSEException {
    ECKey stranger = ForeignIssuer.newKey("mine");
    refused(signed(claims("signer"), JWSAlgorithm.ES256, new ECDSASigner(stranger)));
    // RFC 8725 §2.1: the public key as if it were a secret.
    refused(
        signed(claims("signer"), JWSAlgorithm.HS256, new MACSigner(key.toPublicJWK().toString())));
    refused(signed(claims("mac")));
  }

  @Test
  void each_client_has_one_method() {
    assertThat(code(Optional.of(basic("signer", SECRET)))).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(Optional.empty(), "client_id", "signer")).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(Optional.empty(), "client_id", "mac", "client_secret", SECRET))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    refused(signed(claims("plain")));
    refused(signed(claims("nobody")));
  }

  @Test
  void two_methods_in_one_request_are_one_too_many() {
    assertThat(
            code(
                Optional.of(basic("plain", SECRET)),
                "client_assertion_type",
                TYPE,
                "client_assertion",
                signed(claims("signer"))))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(code(signed(claims("signer")), "client_secret", SECRET))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void what_is_no_assertion_is_refused() {
    for (String text : List.of("x", "a.b.c", "e30.e30.e30", "x".repeat(16_000))) {
      refused(text);
    }
    assertThat(code(Optional.empty(), "client_assertion", signed(claims("signer"))))
        .as("without its type")
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(Optional.empty(), "client_assertion_type", TYPE))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  @Test
  void published_keys_are_fetched_and_while_they_can_not_be_nothing_is_said() {
    elsewhere.down(true);
    assertThat(code(elsewhere.sign(claims("remote").build())))
        .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    elsewhere.down(false);
    assertThat(authenticate(elsewhere.sign(claims("remote").build())).id().value())
        .isEqualTo("remote");
  }

  @Test
  void keys_at_a_private_address_are_not_fetched_unless_allowed() {
    assertThat(code(elsewhere.sign(claims("guarded").build())))
        .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    assertThat(elsewhere.fetches()).isZero();
  }

  private JWTClaimsSet.Builder claims(String client) {
    return new JWTClaimsSet.Builder()
        .issuer(client)
        .subject(client)
        .audience(issuer.url().toString())
        .expirationTime(Date.from(NOW.plusSeconds(60)))
        .jwtID(UUID.randomUUID().toString());
  }

  private String signed(JWTClaimsSet.Builder claims) {
    try {
      return signed(claims, JWSAlgorithm.ES256, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(
      JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID("mine").build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private Client authenticate(String assertion, String... more) {
    return authentication.authenticate(
        issuer, new Call(Optional.empty(), TestForm.of(form(assertion, more)), "192.0.2.1"));
  }

  private static String[] form(String assertion, String... more) {
    UnaryOperator<String[]> first =
        rest -> {
          List<String> all =
              new java.util.ArrayList<>(
                  List.of("client_assertion_type", TYPE, "client_assertion", assertion));
          all.addAll(List.of(rest));
          return all.toArray(String[]::new);
        };
    return first.apply(more);
  }

  private void refused(String assertion) {
    assertThat(code(assertion)).isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  private ErrorCode code(String assertion, String... more) {
    return code(Optional.empty(), form(assertion, more));
  }

  private ErrorCode code(Optional<String> authorization, String... form) {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                authentication.authenticate(
                    issuer, new Call(authorization, TestForm.of(form), "192.0.2.1")));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
