package org.symbolon.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.symbolon.client.ClientKeys;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;

/** Opens the keys of others, each place once: whoever asks shares what was fetched. */
public final class KeySources implements AutoCloseable {
  /** How long keys count that can not be fetched again. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Clients that register themselves come and go: what is used stays. */
  private static final int MOST = 2_000;

  /** In bytes: it is kept, and whoever registers a client chooses it. */
  private static final int LARGEST = 128 * 1024;

  private final InstantSource clock;
  private final Map<Reach, Fetcher> fetchers = new ConcurrentHashMap<>();
  private final Cache<ClientKeys, PublicKeys> sources =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  public KeySources(InstantSource clock) {
    this.clock = clock;
  }

  /** Fetches nothing yet. */
  public PublicKeys open(ClientKeys keys) {
    return sources.get(keys, this::opened);
  }

  private PublicKeys opened(ClientKeys keys) {
    return switch (keys) {
      case ClientKeys.Inline inline -> new PinnedKeys(parse(inline.jwks()));
      case ClientKeys.Remote remote ->
          RemoteKeys.at(remote.address(), fetcher(remote.reach()), KEPT, clock);
      case ClientKeys.OfIssuer issuer ->
          RemoteKeys.ofIssuer(issuer.issuer(), fetcher(issuer.reach()), KEPT, clock);
    };
  }

  private static JWKSet parse(String jwks) {
    try {
      return JWKSet.parse(jwks);
    } catch (ParseException e) {
      throw new IllegalArgumentException("keys are checked where they are taken in", e);
    }
  }

  private Fetcher fetcher(Reach reach) {
    Limits usual = Limits.DEFAULT;
    return fetchers.computeIfAbsent(
        reach,
        allowed -> new Fetcher(new Limits(usual.connect(), usual.total(), LARGEST, allowed)));
  }

  @Override
  public void close() {
    fetchers.values().forEach(Fetcher::close);
  }
}
