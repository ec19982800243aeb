package org.symbolon.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.IssuerId;

/** What every implementation of {@link KeyStore} does. */
public abstract class KeyStoreContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final IssuerId issuer = new IssuerId("lab" + UUID.randomUUID());
  private final KeyStore keys;

  protected KeyStoreContract(KeyStore keys) {
    this.keys = keys;
  }

  @Test
  void keys_are_loaded_as_they_were_added_the_oldest_first() {
    StoredKey newer = key("ES256", KeyState.SIGNING, NOW.plusSeconds(1));
    StoredKey older = key("RS256", KeyState.NEXT, NOW);

    assertThat(keys.load(issuer)).isEmpty();
    assertThat(keys.addIfNone(newer)).isTrue();
    assertThat(keys.addIfNone(older)).isTrue();

    assertThat(keys.load(issuer)).containsExactly(older, newer);
    assertThat(keys.load(new IssuerId("other"))).isEmpty();
  }

  @Test
  void a_second_key_of_an_algorithm_in_a_state_is_not_added() {
    StoredKey first = key("ES256", KeyState.SIGNING, NOW);
    keys.addIfNone(first);

    assertThat(keys.addIfNone(key("ES256", KeyState.SIGNING, NOW))).isFalse();
    assertThat(keys.addIfNone(first)).isFalse();
    assertThat(keys.load(issuer)).containsExactly(first);

    assertThat(keys.addIfNone(key("ES256", KeyState.NEXT, NOW))).isTrue();
    assertThat(keys.addIfNone(key("RS256", KeyState.SIGNING, NOW))).isTrue();
  }

  @Test
  void of_several_nodes_that_start_together_one_adds_its_key() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> futures =
          IntStream.range(0, 10)
              .mapToObj(
                  number ->
                      nodes.submit(
                          () -> {
                            start.await();
                            return keys.addIfNone(key("ES256", KeyState.SIGNING, NOW));
                          }))
              .toList();
      start.countDown();
      assertThat(futures.stream().map(KeyStoreContract::answer).toList()).containsOnlyOnce(true);
    }
    assertThat(keys.load(issuer)).hasSize(1);
  }

  private static boolean answer(Future<Boolean> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private StoredKey key(String algorithm, KeyState state, Instant created) {
    return new StoredKey(
        UUID.randomUUID().toString(),
        issuer,
        algorithm,
        state,
        "{\"kty\":\"EC\"}",
        "k1.x",
        created);
  }
}
