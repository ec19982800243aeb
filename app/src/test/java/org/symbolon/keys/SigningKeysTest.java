package org.symbolon.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

class SigningKeysTest extends SigningNode {
  private static StoredKey in(KeyState state, StoredKey key) {
    return new StoredKey(
        key.kid(),
        key.issuer(),
        key.algorithm(),
        state,
        key.publicJwk(),
        key.encryptedPrivateJwk(),
        key.created());
  }

  private static boolean verifies(SigningKeys keys, Issuer issuer, JWSObject token) {
    return keys.find(issuer.id(), token.getHeader().getKeyID())
        .orElseThrow()
        .verifies(token.getHeader(), token.getSigningInput(), token.getSignature());
  }

  /** With the library's own defaults: an independent party. */
  private static boolean isVerified(JWSObject token, JWK key) throws Exception {
    return key instanceof OctetKeyPair pair
        ? token.verify(new Ed25519Verifier(pair))
        : token.verify(
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey()));
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void a_token_of_each_algorithm_is_verified_by_others_with_the_published_key(
      SigningAlgorithm algorithm) throws Exception {
    Issuer issuer = TestIssuer.of(Profile.PLAIN).signing(algorithm.text()).build();
    SigningKeys keys = open(issuer);

    JWSObject token =
        JWSObject.parse(
            keys.signing(issuer, Optional.empty()).sign("at+jwt", "{}".getBytes(UTF_8)));

    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.text());
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    JWK published =
        JWKSet.parse(keys.keySet(issuer.id()).json()).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(isVerified(token, published)).isTrue();
    assertThat(published.computeThumbprint()).hasToString(published.getKeyID());
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void the_jdk_signs_where_the_fast_provider_does_not_load(SigningAlgorithm algorithm)
      throws Exception {
    Issuer issuer = TestIssuer.of(Profile.PLAIN).signing(algorithm.text()).build();
    SigningKeys keys = node(CryptoProvider.jdk());
    keys.open(issuer);

    JWSObject token =
        JWSObject.parse(keys.signing(issuer, Optional.empty()).sign("JWT", "{}".getBytes(UTF_8)));

    assertThat(
            isVerified(token, JWKSet.parse(keys.keySet(issuer.id()).json()).getKeys().getFirst()))
        .isTrue();
    assertThat(verifies(keys, issuer, token)).isTrue();
    assertThat(verifies(open(issuer), issuer, token)).isTrue();
  }

  @Test
  void the_fast_provider_is_used_on_this_machine_where_there_is_one() {
    String expected =
        System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
            ? "AmazonCorrettoCryptoProvider"
            : "JDK";

    assertThat(CryptoProvider.fastest().name()).isEqualTo(expected);
  }

  @Test
  void the_key_set_says_use_algorithm_and_id_and_nothing_private() throws ParseException {
    Issuer issuer = TestIssuer.of(Profile.WLCG).signing("ES256", "RS256", "EdDSA").build();
    KeySet keySet = open(issuer).keySet(issuer.id());

    assertThat(keySet.json())
        .contains("\"use\":\"sig\"", "\"alg\":\"ES256\"", "\"alg\":\"RS256\"", "\"alg\":\"EdDSA\"")
        .doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"qi\"");
    List<JWK> keys = JWKSet.parse(keySet.json()).getKeys();
    assertThat(keys).hasSize(3).noneMatch(JWK::isPrivate).allMatch(key -> key.getKeyID() != null);
    assertThat(keySet.etag()).matches("\"[A-Za-z0-9_-]{22}\"");
  }

  @Test
  void a_key_of_an_algorithm_new_to_an_issuer_is_published_two_days_before_it_signs()
      throws ParseException {
    open(lab);
    clock.advance(Duration.ofHours(1));
    Issuer changed = TestIssuer.of(Profile.WLCG).signing("RS256").build();
    SigningKeys keys = open(changed);

    assertThat(JWKSet.parse(keys.keySet(changed.id()).json()).getKeys()).hasSize(2);
    assertThat(algorithm(keys, changed)).isEqualTo(SigningAlgorithm.ES256);
    clock.advance(Duration.ofDays(2).minusSeconds(1));
    assertThat(algorithm(keys, changed)).isEqualTo(SigningAlgorithm.ES256);
    clock.advance(Duration.ofSeconds(1));
    assertThat(algorithm(keys, changed)).isEqualTo(SigningAlgorithm.RS256);
  }

  @Test
  void a_client_gets_the_algorithm_it_wants_where_its_key_may_sign() {
    Issuer issuer = TestIssuer.of(Profile.WLCG).build();
    SigningKeys keys = open(issuer);

    assertThat(keys.signing(issuer, Optional.of("RS256")).algorithm())
        .isEqualTo(SigningAlgorithm.RS256);
    assertThat(keys.signing(issuer, Optional.of("HS256")).algorithm())
        .isEqualTo(SigningAlgorithm.ES256);
    assertThat(keys.signing(issuer, Optional.of("ES512")).algorithm())
        .isEqualTo(SigningAlgorithm.ES256);
  }

  @Test
  void a_retired_key_signs_no_more_but_stays_published() {
    SigningKeys keys = open(lab);
    String retired = kid(keys);
    StoredKey stored = store.all().getFirst();
    store.replace(stored, in(KeyState.RETIRED, stored));
    clock.advance(Duration.ofHours(1));
    SigningKeys restarted = open(lab);

    assertThat(restarted.find(lab.id(), retired)).isPresent();
    assertThat(restarted.keySet(lab.id()).json()).contains(retired);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> restarted.signing(lab, Optional.empty()))
        .satisfies(e -> assertThat(e.error().code()).isEqualTo(ErrorCode.SERVER_ERROR))
        .satisfies(
            e ->
                assertThat(e.error().detail())
                    .hasValueSatisfying(
                        detail -> assertThat(detail).contains("no key that may sign")));
    clock.advance(Duration.ofDays(2));
    assertThat(kid(restarted)).isNotEqualTo(retired);
  }

  @Test
  void an_unknown_algorithm_and_an_unopened_issuer_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(TestIssuer.of(Profile.PLAIN).signing("HS256").build()))
        .withMessageContainingAll("HS256", "ES256");
    assertThatIllegalStateException()
        .isThrownBy(() -> node(CryptoProvider.jdk()).keySet(lab.id()))
        .withMessageContaining("not been opened");
  }

  @Test
  void many_threads_sign_with_one_key() throws Exception {
    SigningKeys keys = open(lab);
    SigningKey key = keys.signing(lab, Optional.empty());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, 400)
              .<Callable<Boolean>>mapToObj(
                  number ->
                      () ->
                          verifies(
                              keys,
                              lab,
                              JWSObject.parse(
                                  key.sign("JWT", ("{\"n\":" + number + "}").getBytes(UTF_8)))))
              .toList();
      assertThat(threads.invokeAll(tasks)).allMatch(Future::resultNow);
    }
  }

  @Test
  void a_loaded_key_prints_nothing_but_its_name() {
    open(lab);

    assertThat(LoadedKey.open(store.all().getFirst(), masterKey, CryptoProvider.jdk()).toString())
        .isEqualTo("SIGNING ES256 key " + store.all().getFirst().kid());
  }
}
