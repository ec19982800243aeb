package org.symbolon.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of one issuer as last loaded. */
record IssuerKeys(
    List<LoadedKey> keys,
    Map<String, VerificationKey> byId,
    Map<SigningAlgorithm, SigningKey> signing,
    KeySet keySet,
    Instant loaded) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static IssuerKeys of(List<LoadedKey> loaded, Instant now) {
    // The newest first: verifiers that try one key after the other meet the likely one early.
    List<LoadedKey> keys =
        loaded.stream()
            .sorted(
                Comparator.comparing((LoadedKey key) -> key.stored().created())
                    .reversed()
                    .thenComparing(key -> key.stored().kid()))
            .toList();
    Map<String, VerificationKey> byId =
        keys.stream()
            .map(LoadedKey::verification)
            .collect(Collectors.toUnmodifiableMap(VerificationKey::kid, Function.identity()));
    // The newest wins, should there be two.
    Map<SigningAlgorithm, SigningKey> signing =
        keys.stream()
            .filter(key -> key.stored().state() == KeyState.SIGNING)
            .map(LoadedKey::signing)
            .collect(
                Collectors.toUnmodifiableMap(
                    SigningKey::algorithm, Function.identity(), (newer, older) -> newer));
    return new IssuerKeys(keys, byId, signing, KeySet.of(json(keys)), now);
  }

  /**
   * The key that signs: of the algorithm's keys the one in state SIGNING, else the oldest NEXT that
   * has been public long enough.
   */
  Optional<SigningKey> signing(SigningAlgorithm algorithm, Instant publishedBefore) {
    return Optional.ofNullable(signing.get(algorithm))
        .or(
            () ->
                keys.reversed().stream()
                    .filter(key -> key.signing().algorithm() == algorithm)
                    .filter(key -> key.stored().state() == KeyState.NEXT)
                    .filter(key -> !key.stored().created().isAfter(publishedBefore))
                    .findFirst()
                    .map(LoadedKey::signing));
  }

  private static String json(List<LoadedKey> keys) {
    try {
      return JSON.writeValueAsString(
          Map.of("keys", keys.stream().map(key -> new TreeMap<>(key.publicMembers())).toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("public keys are plain JSON", e);
    }
  }
}
