package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.client.SecurityProfile.FAPI2;
import static org.symbolon.client.SecurityProfile.USUAL;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.client.SecurityProfile;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.store.TestDatabases;

class DpopProofsTest {
  private static final String TOKEN = "https://tokens.lab.example/lab/token";
  private static final Instant NOW = TestDatabases.START;
  private static final MasterKey MASTER = TestMasterKey.fresh();
  private static final Replay REPLAY =
      TestDatabases.shared(TestDatabases.Kind.SQLITE).store().replay();

  private final TestDpop device = new TestDpop();
  private final DpopProofs proofs = proofs("lab", DpopNonces.Use.OFFERED);

  private static DpopProofs proofs(String issuer, DpopNonces.Use use) {
    return new DpopProofs(new IssuerId(issuer), nonces(issuer, use), REPLAY);
  }

  private static DpopNonces nonces(String issuer, DpopNonces.Use use) {
    return new DpopNonces(MASTER, new IssuerId(issuer), use);
  }

  @Test
  void a_good_proof_names_its_key() {
    assertThat(prove(device.proof("POST", TOKEN, NOW))).contains(device.thumbprint());
  }

  @Test
  void without_a_proof_nothing_is_proved() {
    assertThat(proofs.prove(call(), USUAL, NOW)).isEmpty();
  }

  @Test
  void a_proof_counts_once_on_all_nodes() {
    String proof = device.proof("POST", TOKEN, NOW);
    prove(proof);
    refused(proof);
    DpopProofs otherNode = proofs("lab", DpopNonces.Use.OFFERED);
    assertThat(code(otherNode, call(proof), NOW)).isEqualTo(ErrorCode.INVALID_DPOP_PROOF);
  }

  @Test
  void one_keys_jti_says_nothing_of_anothers() {
    UnaryOperator<JWTClaimsSet.Builder> same = claims -> claims.jwtID("1");
    prove(device.proof("POST", TOKEN, NOW, same));
    prove(new TestDpop().proof("POST", TOKEN, NOW, same));
  }

  @Test
  void a_proof_for_another_method_or_address_is_refused() {
    refused(device.proof("GET", TOKEN, NOW));
    refused(device.proof("post", TOKEN, NOW));
    refused(device.proof("POST", "https://tokens.lab.example/lab/userinfo", NOW));
    refused(device.proof("POST", "https://other.example/lab/token", NOW));
    refused(device.proof("POST", "http://tokens.lab.example/lab/token", NOW));
    refused(device.proof("POST", "https://tokens.lab.example:444/lab/token", NOW));
    refused(device.proof("POST", "https://tokens.lab.example/LAB/token", NOW));
    refused(device.proof("POST", "https://tokens.lab.example@evil.example/lab/token", NOW));
    refused(device.proof("POST", "https://ana@tokens.lab.example/lab/token", NOW));
    refused(device.proof("POST", "/lab/token", NOW));
    refused(device.proof("POST", "https://tokens.lab.example/lab/%zz", NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://tokens.lab.example:443/lab/token",
        "HTTPS://Tokens.Lab.Example/lab/token",
        "https://tokens.lab.example/lab/token?a=b",
        "https://tokens.lab.example/lab/token#x",
        "https://tokens.lab.example/lab/%74oken",
        "https://tokens.lab.example/x/../lab/token"
      })
  void the_same_address_in_other_words_is_the_same(String address) {
    prove(device.proof("POST", address, NOW));
  }

  @Test
  void a_proof_is_good_for_a_minute() {
    prove(device.proof("POST", TOKEN, NOW.minusSeconds(60)));
    refused(device.proof("POST", TOKEN, NOW.minusSeconds(61)));
    prove(device.proof("POST", TOKEN, NOW.plusSeconds(30)));
    refused(device.proof("POST", TOKEN, NOW.plusSeconds(31)));
    refused(device.proof("POST", TOKEN, NOW, claims -> claims.issueTime((Date) null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "htm", "htu"})
  void a_proof_without_a_claim_is_refused(String name) {
    refused(device.proof("POST", TOKEN, NOW, claims -> claims.claim(name, null)));
    refused(device.proof("POST", TOKEN, NOW, claims -> claims.claim(name, "")));
    refused(device.proof("POST", TOKEN, NOW, claims -> claims.claim(name, List.of("POST"))));
  }

  @Test
  void a_jwt_of_another_type_is_no_proof() {
    for (Optional<String> type : List.of(Optional.<String>empty(), Optional.of("JWT"))) {
      JWSHeader header = device.header().type(type.map(JOSEObjectType::new).orElse(null)).build();
      refused(device.signed(header, good()));
    }
  }

  @Test
  void a_shared_key_proves_nothing() throws JOSEException {
    OctetSequenceKey secret = new OctetSequenceKey.Builder(new byte[32]).build();
    SignedJWT proof =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(device.key().toPublicJWK())
                .build(),
            good());
    proof.sign(new MACSigner(secret));
    refused(proof.serialize());
    refused(
        raw(
            Map.of("typ", "dpop+jwt", "alg", "HS256", "jwk", secret.toJSONObject()),
            proof.getSignature()));
    refused(raw(Map.of("typ", "dpop+jwt", "alg", "none", "jwk", publicKey()), new Base64URL("")));
  }

  @Test
  void a_private_key_in_the_header_is_refused() {
    refused(
        raw(
            Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", device.key().toJSONObject()),
            new Base64URL("AAAA")));
    refused(raw(Map.of("typ", "dpop+jwt", "alg", "ES256"), new Base64URL("AAAA")));
  }

  @Test
  void a_proof_signed_by_another_key_than_it_shows_is_refused() {
    TestDpop thief = new TestDpop();
    refused(thief.signed(device.header().build(), good()));
    String proof = device.proof("POST", TOKEN, NOW);
    refused(proof.substring(0, proof.length() - 8) + "AAAAAAAA");
  }

  @Test
  void an_algorithm_that_is_not_the_keys_is_refused() {
    refused(
        raw(
            Map.of("typ", "dpop+jwt", "alg", "RS256", "jwk", publicKey()),
            new Base64URL("A".repeat(342))));
    refused(
        raw(
            Map.of("typ", "dpop+jwt", "alg", "ES384", "jwk", publicKey()),
            new Base64URL("A".repeat(128))));
  }

  @Test
  void other_good_algorithms_are_taken_and_weak_keys_are_not() throws JOSEException {
    OctetKeyPair edwards = new OctetKeyPairGenerator(Curve.Ed25519).generate();
    SignedJWT proof = new SignedJWT(header(JWSAlgorithm.EdDSA, edwards.toPublicJWK()), good());
    proof.sign(new Ed25519Signer(edwards));
    assertThat(prove(proof.serialize())).contains(edwards.computeThumbprint().toString());

    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    proof = new SignedJWT(header(JWSAlgorithm.PS256, rsa.toPublicJWK()), good());
    proof.sign(new RSASSASigner(rsa));
    assertThat(prove(proof.serialize())).contains(rsa.computeThumbprint().toString());

    RSAKey weak = new RSAKeyGenerator(1024, true).generate();
    proof = new SignedJWT(header(JWSAlgorithm.RS256, weak.toPublicJWK()), good());
    proof.sign(
        new RSASSASigner(weak.toPrivateKey(), java.util.Set.of(AllowWeakRSAKey.getInstance())));
    refused(proof.serialize());
  }

  /** FAPI 2.0 Security Profile §5.4.1: an RSA key signs by PS256 as well as by the older RS256. */
  @Test
  void fapi_takes_three_algorithms_only() throws JOSEException {
    prove(device.proof("POST", TOKEN, NOW), FAPI2);
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    prove(signed(JWSAlgorithm.PS256, rsa), FAPI2);
    OctetKeyPair edwards = new OctetKeyPairGenerator(Curve.Ed25519).generate();
    prove(signed(JWSAlgorithm.EdDSA, edwards), FAPI2);
    ECKey longer = new ECKeyGenerator(Curve.P_384).generate();
    for (String proof :
        List.of(
            signed(JWSAlgorithm.RS256, rsa),
            signed(JWSAlgorithm.PS384, rsa),
            signed(JWSAlgorithm.ES384, longer))) {
      assertThat(prove(proof, USUAL)).isPresent();
      assertThatThrownBy(() -> prove(proof, FAPI2)).hasMessageContaining("profile");
    }
  }

  private static String signed(JWSAlgorithm algorithm, JWK key) throws JOSEException {
    SignedJWT proof = new SignedJWT(header(algorithm, key.toPublicJWK()), good());
    proof.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
    return proof.serialize();
  }

  @Test
  void headers_that_ask_for_an_extension_are_refused() {
    refused(
        device.signed(
            device.header().criticalParams(java.util.Set.of("x")).customParam("x", 1).build(),
            good()));
  }

  @Test
  void two_proofs_are_none() {
    String one = device.proof("POST", TOKEN, NOW);
    String other = device.proof("POST", TOKEN, NOW);
    assertThat(code(proofs, call(one, other), NOW)).isEqualTo(ErrorCode.INVALID_DPOP_PROOF);
    refused(one + ", " + other);
    prove(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "..", "a.b.c", "e30.e30.e30", "null", "\"", "{}"})
  void what_is_no_proof_is_refused(String text) {
    refused(text);
  }

  @Test
  void a_huge_proof_is_not_read() {
    refused(device.proof("POST", TOKEN, NOW, claims -> claims.claim("x", "x".repeat(9000))));
    refused("A".repeat(1_000_000));
  }

  @Test
  void an_offered_nonce_may_be_left_out_but_not_made_up() {
    DpopNonces nonces = nonces("lab", DpopNonces.Use.OFFERED);
    prove(withNonce(nonces.current(NOW)));
    assertThat(code(proofs, call(withNonce("made-up")), NOW)).isEqualTo(ErrorCode.USE_DPOP_NONCE);
    assertThat(code(proofs, call(withNonce("")), NOW)).isEqualTo(ErrorCode.USE_DPOP_NONCE);
  }

  @Test
  void a_required_nonce_must_be_there() {
    DpopProofs strict = proofs("lab", DpopNonces.Use.REQUIRED);
    assertThat(code(strict, call(device.proof("POST", TOKEN, NOW)), NOW))
        .isEqualTo(ErrorCode.USE_DPOP_NONCE);
    String nonce = nonces("lab", DpopNonces.Use.REQUIRED).current(NOW);
    assertThat(strict.prove(call(withNonce(nonce)), USUAL, NOW)).contains(device.thumbprint());
  }

  @Test
  void a_nonce_of_another_issuer_or_of_long_ago_is_none() {
    DpopProofs strict = proofs("lab", DpopNonces.Use.REQUIRED);
    String others = nonces("other", DpopNonces.Use.REQUIRED).current(NOW);
    assertThat(code(strict, call(withNonce(others)), NOW)).isEqualTo(ErrorCode.USE_DPOP_NONCE);
    String old = nonces("lab", DpopNonces.Use.REQUIRED).current(NOW.minus(Duration.ofMinutes(6)));
    assertThat(code(strict, call(withNonce(old)), NOW)).isEqualTo(ErrorCode.USE_DPOP_NONCE);
    String fresh = nonces("lab", DpopNonces.Use.REQUIRED).current(NOW.minus(Duration.ofMinutes(1)));
    assertThat(strict.prove(call(withNonce(fresh)), USUAL, NOW)).isPresent();
  }

  @Test
  void where_nonces_are_off_they_are_passed_over() {
    assertThat(proofs("lab", DpopNonces.Use.OFF).prove(call(withNonce("any")), USUAL, NOW))
        .isPresent();
  }

  @Test
  void a_refused_proof_uses_nothing_up() {
    String proof = withNonce(nonces("lab", DpopNonces.Use.OFFERED).current(NOW));
    assertThat(code(proofs("other", DpopNonces.Use.REQUIRED), call(proof), NOW))
        .isEqualTo(ErrorCode.USE_DPOP_NONCE);
    prove(proof);
  }

  private String withNonce(String nonce) {
    return device.proof("POST", TOKEN, NOW, claims -> claims.claim("nonce", nonce));
  }

  private Map<String, Object> publicKey() {
    return device.key().toPublicJWK().toJSONObject();
  }

  private static JWSHeader header(JWSAlgorithm algorithm, JWK key) {
    return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("dpop+jwt")).jwk(key).build();
  }

  private static JWTClaimsSet good() {
    return TestDpop.claims("POST", TOKEN, NOW, claims -> claims);
  }

  private static String raw(Map<String, Object> header, Base64URL signature) {
    return Base64URL.encode(com.nimbusds.jose.util.JSONObjectUtils.toJSONString(header))
        + "."
        + Base64URL.encode(good().toString())
        + "."
        + signature;
  }

  private static Call call(String... given) {
    return new Call(
        "POST",
        List.of(URI.create(TOKEN)),
        Optional.empty(),
        new Parameters(Map.of()),
        List.of(given),
        List.of(),
        "192.0.2.7");
  }

  private Optional<String> prove(String proof) {
    return prove(proof, USUAL);
  }

  private Optional<String> prove(String proof, SecurityProfile profile) {
    return proofs.prove(call(proof), profile, NOW);
  }

  private void refused(String proof) {
    assertThat(code(proofs, call(proof), NOW)).isEqualTo(ErrorCode.INVALID_DPOP_PROOF);
  }

  private static ErrorCode code(DpopProofs proofs, Call call, Instant now) {
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> proofs.prove(call, USUAL, now));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
