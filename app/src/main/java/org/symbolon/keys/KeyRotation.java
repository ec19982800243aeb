package org.symbolon.keys;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.IssuerId;

/** What an operator does to signing keys. Nodes that run notice it within a minute. */
public final class KeyRotation {
  private final KeyStore store;
  private final MasterKey masterKey;
  private final SecureRandom random;
  private final InstantSource clock;

  public KeyRotation(
      KeyStore store, MasterKey masterKey, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.masterKey = masterKey;
    this.random = random;
    this.clock = clock;
  }

  /** What a step of a rotation did. */
  public sealed interface Step {
    /** A new key is published, and signs nothing before this time. */
    record Published(String kid, Instant signsFrom) implements Step {}

    /** The next key has not been public for long enough. */
    record Waits(String kid, Instant signsFrom) implements Step {}

    /**
     * The next key signs.
     *
     * @param retired the one that did, still published
     */
    record Promoted(String kid, Optional<String> retired) implements Step {}

    /** Somebody else rotates at the same time. */
    record Raced() implements Step {}
  }

  public List<StoredKey> list(IssuerId issuer) {
    return store.load(issuer);
  }

  /**
   * Goes one step on: publishes a next key, or lets the next one sign.
   *
   * @param algorithm one of the issuer's
   * @param atOnce without the wait: verifiers that cache keys refuse what it signs for a while
   */
  public Step rotate(IssuerId issuer, String algorithm, boolean atOnce) {
    Optional<StoredKey> next = find(issuer, algorithm, KeyState.NEXT);
    if (next.isEmpty()) {
      StoredKey made =
          LoadedKey.generate(
              issuer,
              SigningAlgorithm.of(algorithm).orElseThrow(),
              KeyState.NEXT,
              clock.instant(),
              masterKey,
              random);
      if (!store.addIfNone(made)) {
        return new Step.Raced();
      }
      return atOnce ? promote(made) : new Step.Published(made.kid(), signsFrom(made));
    }
    return atOnce || !signsFrom(next.get()).isAfter(clock.instant())
        ? promote(next.get())
        : new Step.Waits(next.get().kid(), signsFrom(next.get()));
  }

  private Step promote(StoredKey next) {
    Optional<StoredKey> signing = find(next.issuer(), next.algorithm(), KeyState.SIGNING);
    return store.promote(next, signing)
        ? new Step.Promoted(next.kid(), signing.map(StoredKey::kid))
        : new Step.Raced();
  }

  private static Instant signsFrom(StoredKey key) {
    return key.created().plus(SigningKeys.PUBLISH_BEFORE_USE);
  }

  private Optional<StoredKey> find(IssuerId issuer, String algorithm, KeyState state) {
    return store.load(issuer).stream()
        .filter(key -> key.algorithm().equals(algorithm) && key.state() == state)
        .findFirst();
  }

  /**
   * Takes a key one step on: one that is not needed for signing is retired, a retired one is taken
   * away.
   *
   * @return what was done, in words; empty when there is no such key
   * @throws IllegalArgumentException when nothing else could sign
   */
  public Optional<String> retire(IssuerId issuer, String kid) {
    List<StoredKey> keys = store.load(issuer);
    Optional<StoredKey> found = keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StoredKey key = found.get();
    boolean done =
        switch (key.state()) {
          case RETIRED -> store.remove(key);
          case NEXT -> store.retire(key);
          case SIGNING -> {
            if (keys.stream()
                .noneMatch(
                    other -> !other.kid().equals(kid) && other.state() == KeyState.SIGNING)) {
              throw new IllegalArgumentException(
                  "it is the only key that signs: symbolon keys rotate first");
            }
            yield store.retire(key);
          }
        };
    if (!done) {
      return Optional.of("was changed by somebody else just now: look again");
    }
    return Optional.of(
        key.state() == KeyState.RETIRED
            ? "is gone: what it signed is refused from now on"
            : "is retired: it signs no more and stays published; retire it again to take it away");
  }
}
