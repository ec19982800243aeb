package org.symbolon.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;

/** Signing keys between nodes, store and master key. */
class KeptSigningKeysTest extends SigningNode {
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
}
