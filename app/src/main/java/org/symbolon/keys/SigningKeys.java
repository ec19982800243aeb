package org.symbolon.keys;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ProtocolError;

/**
 * The signing keys of all issuers, held in memory. What another node has added is noticed within a
 * minute; while the store is down, what is in memory goes on.
 */
public final class SigningKeys {
  /** Verifiers of this field cache keys for days and do not fetch again for an unknown one. */
  public static final Duration PUBLISH_BEFORE_USE = Duration.ofDays(2);

  private static final Duration NOTICE_OTHERS = Duration.ofMinutes(1);
  private static final Duration NOTICE_UNKNOWN = Duration.ofSeconds(5);
  private static final Duration STARTING = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

  private final KeyStore store;
  private final MasterKey masterKey;
  private final SecureRandom random;
  private final InstantSource clock;
  private final CryptoProvider provider;
  private final Map<IssuerId, IssuerKeys> issuers = new ConcurrentHashMap<>();
  private final Map<IssuerId, Instant> tried = new ConcurrentHashMap<>();
  private final ReentrantLock loading = new ReentrantLock();

  public SigningKeys(
      KeyStore store, MasterKey masterKey, SecureRandom random, InstantSource clock) {
    this(store, masterKey, random, clock, CryptoProvider.fastest());
  }

  SigningKeys(
      KeyStore store,
      MasterKey masterKey,
      SecureRandom random,
      InstantSource clock,
      CryptoProvider provider) {
    this.store = store;
    this.masterKey = masterKey;
    this.random = random;
    this.clock = clock;
    this.provider = provider;
  }

  /**
   * Loads the issuer's keys and makes those that are missing for its algorithms; to be called once
   * at start. The keys of a new issuer sign at once. A key of an algorithm that is new to an issuer
   * with keys is only published, and signs after {@link #PUBLISH_BEFORE_USE}.
   *
   * @throws IllegalStateException when a stored key cannot be used
   * @throws IllegalArgumentException for an unknown algorithm
   */
  public void open(Issuer issuer) {
    List<StoredKey> stored = store.load(issuer.id());
    KeyState state = isNew(stored) ? KeyState.SIGNING : KeyState.NEXT;
    for (SigningAlgorithm algorithm : missing(issuer, stored)) {
      if (store.addIfNone(
          LoadedKey.generate(issuer.id(), algorithm, state, clock.instant(), masterKey, random))) {
        LOG.info("issuer {} has a new {} key, state {}", issuer.id(), algorithm, state);
      }
    }
    issuers.put(issuer.id(), load(issuer.id()));
  }

  /**
   * Tries what {@link #open} and {@link #signing} need, and makes nothing.
   *
   * @return the algorithms for which a start would make keys
   * @throws RuntimeException as they do
   */
  public List<SigningAlgorithm> look(Issuer issuer) {
    List<StoredKey> stored = store.load(issuer.id());
    List<SigningAlgorithm> missing = missing(issuer, stored);
    issuers.put(issuer.id(), load(issuer.id()));
    if (missing.isEmpty() || !isNew(stored)) {
      signing(issuer, Optional.empty());
    }
    return missing;
  }

  private static List<SigningAlgorithm> missing(Issuer issuer, List<StoredKey> stored) {
    return issuer.algorithms().stream()
        .filter(
            name ->
                stored.stream()
                    .noneMatch(
                        key -> key.algorithm().equals(name) && key.state() != KeyState.RETIRED))
        .map(SigningKeys::algorithm)
        .toList();
  }

  /**
   * The key that signs.
   *
   * @param wanted the client's algorithm; else the issuer's first. Where its key has not been
   *     public for long enough, one of the issuer's other algorithms signs
   * @throws org.symbolon.protocol.ProtocolException {@code server_error} when nothing can sign
   */
  public SigningKey signing(Issuer issuer, Optional<String> wanted) {
    IssuerKeys keys = current(issuer.id());
    Instant publishedBefore = clock.instant().minus(PUBLISH_BEFORE_USE);
    return wanted
        .flatMap(name -> signing(keys, name, publishedBefore))
        .or(() -> first(keys, issuer.algorithms(), publishedBefore))
        .or(() -> first(keys, SigningAlgorithm.names(), publishedBefore))
        .orElseThrow(
            () ->
                ProtocolError.of(ErrorCode.SERVER_ERROR, "the server cannot sign tokens now")
                    .withDetail("issuer " + issuer.id() + " has no key that may sign")
                    .exception());
  }

  private static Optional<SigningKey> first(
      IssuerKeys keys, List<String> algorithms, Instant publishedBefore) {
    for (String name : algorithms) {
      Optional<SigningKey> key = signing(keys, name, publishedBefore);
      if (key.isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  private static Optional<SigningKey> signing(
      IssuerKeys keys, String name, Instant publishedBefore) {
    return SigningAlgorithm.of(name).flatMap(algorithm -> keys.signing(algorithm, publishedBefore));
  }

  /** A published key; one that is unknown here is looked for in the store, at times. */
  public Optional<VerificationKey> find(IssuerId issuer, String kid) {
    return Optional.ofNullable(current(issuer).byId().get(kid))
        .or(() -> Optional.ofNullable(refreshIfOlderThan(issuer, NOTICE_UNKNOWN).byId().get(kid)));
  }

  /** What the key set endpoint answers. */
  public KeySet keySet(IssuerId issuer) {
    return current(issuer).keySet();
  }

  /** Keys of a moment ago are another node's, which starts at the same time. */
  private boolean isNew(List<StoredKey> stored) {
    Instant momentAgo = clock.instant().minus(STARTING);
    return stored.stream().allMatch(key -> key.created().isAfter(momentAgo));
  }

  private IssuerKeys current(IssuerId issuer) {
    return refreshIfOlderThan(issuer, NOTICE_OTHERS);
  }

  /** One thread loads, the others go on with what there is; so does it when the store fails. */
  private IssuerKeys refreshIfOlderThan(IssuerId issuer, Duration age) {
    IssuerKeys known = known(issuer);
    Instant limit = clock.instant().minus(age);
    if (!isOlder(issuer, known, limit) || !loading.tryLock()) {
      return known;
    }
    try {
      if (!isOlder(issuer, known(issuer), limit)) {
        return known(issuer);
      }
      tried.put(issuer, clock.instant());
      IssuerKeys fresh = load(issuer);
      issuers.put(issuer, fresh);
      return fresh;
    } catch (RuntimeException e) {
      // The store is down: what is in memory goes on signing and is tried anew later.
      LOG.warn("the signing keys of issuer {} could not be loaded again", issuer, e);
      return known;
    } finally {
      loading.unlock();
    }
  }

  private boolean isOlder(IssuerId issuer, IssuerKeys keys, Instant limit) {
    Instant last = tried.getOrDefault(issuer, keys.loaded());
    return last.isBefore(limit) && keys.loaded().isBefore(limit);
  }

  private IssuerKeys known(IssuerId issuer) {
    IssuerKeys keys = issuers.get(issuer);
    if (keys == null) {
      throw new IllegalStateException("the keys of issuer " + issuer + " have not been opened");
    }
    return keys;
  }

  private IssuerKeys load(IssuerId issuer) {
    IssuerKeys before = issuers.get(issuer);
    Map<StoredKey, LoadedKey> opened =
        before == null
            ? Map.of()
            : before.keys().stream()
                .collect(Collectors.toMap(LoadedKey::stored, Function.identity()));
    List<LoadedKey> keys =
        store.load(issuer).stream()
            .map(
                stored -> {
                  LoadedKey known = opened.get(stored);
                  return known == null ? LoadedKey.open(stored, masterKey, provider) : known;
                })
            .toList();
    return IssuerKeys.of(keys, clock.instant());
  }

  private static SigningAlgorithm algorithm(String name) {
    return SigningAlgorithm.of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the algorithm " + name + " is not among " + SigningAlgorithm.names()));
  }
}
