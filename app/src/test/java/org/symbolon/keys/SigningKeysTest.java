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
import java.security.SecureRandom;
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
import org.symbolon.TestClock;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

class SigningKeysTest {
  private final TestClock clock = TestClock.fixed();
  private final InMemoryKeyStore store = new InMemoryKeyStore();
  private final FileMasterKey masterKey = TestMasterKey.fresh();
  private final Issuer lab = TestIssuer.of(Profile.WLCG).signing("ES256").build();

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
  void private_keys_reach_the_store_only_encrypted() {
    open(lab);

    StoredKey stored = store.all().getFirst();
    assertThat(stored.encryptedPrivateJwk()).startsWith(masterKey.activeId() + ".");
    assertThat(stored.encryptedPrivateJwk() + stored.publicJwk()).doesNotContain("\"d\"");
  }

  @Test
  void the_keys_of_a_new_issuer_sign_at_once_and_are_found_again_after_a_restart() {
    SigningKeys first = open(lab);
    SigningKeys again = open(lab);

    assertThat(store.all()).singleElement().matches(key -> key.state() == KeyState.SIGNING);
    assertThat(kid(again)).isEqualTo(kid(first));
    assertThat(again.keySet(lab.id())).isEqualTo(first.keySet(lab.id()));
  }

  @Test
  void nodes_that_start_together_have_the_same_keys() throws Exception {
    Issuer both = TestIssuer.of(Profile.WLCG).signing("ES256", "ES384").build();
    List<SigningKeys> nodes =
        IntStream.range(0, 8).mapToObj(_ -> node(CryptoProvider.fastest())).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> starts =
          nodes.stream()
              .<Callable<String>>map(
                  node ->
                      () -> {
                        node.open(both);
                        return kid(node);
                      })
              .toList();
      assertThat(threads.invokeAll(starts).stream().map(Future::resultNow).distinct()).hasSize(1);
    }
    assertThat(store.all()).hasSize(2).allMatch(key -> key.state() == KeyState.SIGNING);
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
  void another_nodes_key_is_published_within_a_minute_and_verifies_at_once() throws Exception {
    SigningKeys keys = open(lab);
    KeySet before = keys.keySet(lab.id());
    StoredKey added = addNext("ES384");
    clock.advance(Duration.ofSeconds(6));

    assertThat(keys.keySet(lab.id())).isEqualTo(before);
    assertThat(keys.find(lab.id(), added.kid())).isPresent();
    clock.advance(Duration.ofSeconds(61));
    assertThat(keys.keySet(lab.id()).json()).contains(added.kid());
    assertThat(keys.keySet(lab.id()).etag()).isNotEqualTo(before.etag());
  }

  @Test
  void unknown_key_ids_do_not_wear_out_the_store() {
    SigningKeys keys = open(lab);
    int before = store.loads();

    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(100));
      assertThat(keys.find(lab.id(), "nobody-" + i)).isEmpty();
    }

    assertThat(store.loads() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void the_keys_in_memory_go_on_while_the_store_is_down() {
    SigningKeys keys = open(lab);
    String kid = kid(keys);
    store.goDown(true);
    clock.advance(Duration.ofHours(1));

    assertThat(kid(keys)).isEqualTo(kid);
    assertThat(keys.find(lab.id(), "nobody")).isEmpty();
    store.goDown(false);
    StoredKey added = addNext("RS256");
    clock.advance(Duration.ofMinutes(2));
    assertThat(keys.keySet(lab.id()).json()).contains(added.kid());
  }

  @Test
  void a_store_that_is_down_stops_the_start() {
    store.goDown(true);

    assertThatIllegalStateException().isThrownBy(() -> open(lab)).withMessageContaining("database");
  }

  @Test
  void keys_under_another_master_key_stop_the_start_and_are_named() {
    open(lab);
    String kid = store.all().getFirst().kid();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new SigningKeys(store, TestMasterKey.fresh(), new SecureRandom(), clock).open(lab))
        .withMessageContaining(kid)
        .withMessageContaining(masterKey.activeId());
  }

  @Test
  void keys_are_read_after_a_rotation_of_the_master_key() {
    String old = FileMasterKey.generate(new SecureRandom());
    String rotated = FileMasterKey.generate(new SecureRandom()) + old;
    SigningKeys before = new SigningKeys(store, TestMasterKey.of(old), new SecureRandom(), clock);
    before.open(lab);
    SigningKeys after =
        new SigningKeys(store, TestMasterKey.of(rotated), new SecureRandom(), clock);
    after.open(lab);

    assertThat(kid(after)).isEqualTo(kid(before));
  }

  @Test
  void a_row_that_was_tampered_with_is_refused() {
    open(lab);
    StoredKey stored = store.all().getFirst();
    for (StoredKey changed :
        List.of(
            new StoredKey(
                "other",
                stored.issuer(),
                stored.algorithm(),
                stored.state(),
                stored.publicJwk(),
                stored.encryptedPrivateJwk(),
                stored.created()),
            withAlgorithm("RS256", stored),
            withAlgorithm("HS256", stored),
            encrypted("{}", stored),
            encrypted("secret", stored))) {
      InMemoryKeyStore tampered = new InMemoryKeyStore();
      tampered.addIfNone(changed);
      assertThatIllegalStateException()
          .isThrownBy(
              () -> new SigningKeys(tampered, masterKey, new SecureRandom(), clock).open(lab))
          .withMessageContaining("unusable")
          .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
    }
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

  private SigningKeys open(Issuer issuer) {
    SigningKeys keys = node(CryptoProvider.fastest());
    keys.open(issuer);
    return keys;
  }

  private SigningKeys node(CryptoProvider provider) {
    return new SigningKeys(store, masterKey, new SecureRandom(), clock, provider);
  }

  private String kid(SigningKeys keys) {
    return keys.signing(lab, Optional.empty()).kid();
  }

  private static SigningAlgorithm algorithm(SigningKeys keys, Issuer issuer) {
    return keys.signing(issuer, Optional.empty()).algorithm();
  }

  private StoredKey addNext(String algorithm) {
    StoredKey key =
        LoadedKey.generate(
            lab.id(),
            SigningAlgorithm.of(algorithm).orElseThrow(),
            KeyState.NEXT,
            clock.instant(),
            masterKey,
            new SecureRandom());
    store.addIfNone(key);
    return key;
  }

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

  private static StoredKey withAlgorithm(String algorithm, StoredKey key) {
    return new StoredKey(
        key.kid(),
        key.issuer(),
        algorithm,
        key.state(),
        key.publicJwk(),
        key.encryptedPrivateJwk(),
        key.created());
  }

  private StoredKey encrypted(String text, StoredKey key) {
    return new StoredKey(
        key.kid(),
        key.issuer(),
        key.algorithm(),
        key.state(),
        key.publicJwk(),
        masterKey.encrypt("signing-key", key.issuer() + "/" + key.kid(), text),
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
}
