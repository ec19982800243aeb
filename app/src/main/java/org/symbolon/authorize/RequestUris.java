package org.symbolon.authorize;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.symbolon.client.Client;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.fetch.Request;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/**
 * Fetches request objects, from addresses that their clients have registered and from no others:
 * strangers choose what stands in a request (RFC 9101 §10.4).
 */
public final class RequestUris implements AutoCloseable {
  /** Anybody can send a browser here: an address is not asked more often. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private static final int MOST_KEPT = 1_000;

  /** As an object may be long, and something for its envelope. */
  private static final int LARGEST = 64 * 1024;

  private static final Map<String, String> HEADERS =
      Map.of("Accept", "application/oauth-authz-req+jwt, application/jwt");

  /** A place, and which addresses it may have. */
  private record RequestUri(URI address, Reach reach) {}

  private final Duration patience;
  private final Map<Reach, Fetcher> fetchers = new ConcurrentHashMap<>();
  private final AsyncCache<RequestUri, Fetch> kept;

  public RequestUris(InstantSource clock) {
    this(clock, Limits.DEFAULT.connect());
  }

  /**
   * @param patience with an address: a browser waits meanwhile
   */
  RequestUris(InstantSource clock, Duration patience) {
    this.patience = patience;
    this.kept =
        Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(MOST_KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .buildAsync();
  }

  /**
   * @throws ProtocolException {@code invalid_request_uri}
   */
  String fetch(Client client, String reference) {
    return switch (shared(registered(client, reference))) {
      case Fetch.Fetched answer when answer.status() == 200 -> answer.body().strip();
      case Fetch.Fetched answer -> throw refused("is answered with " + answer.status());
      case Fetch.Failed(String why) -> throw refused(why);
    };
  }

  private static RequestUri registered(Client client, String reference) {
    // OpenID Connect Core §6.2: the fragment tells of the content, not of the place.
    String place = withoutFragment(reference);
    Optional<RequestUri> own =
        client.preferences().requests().uris().stream()
            .map(RequestUris::withoutFragment)
            .filter(place::equals)
            .findFirst()
            .map(uri -> new RequestUri(URI.create(uri), client.preferences().reach()));
    return own.orElseThrow(
        () ->
            ProtocolException.of(
                ErrorCode.INVALID_REQUEST_URI,
                "the request_uri is not among those registered for this client"));
  }

  private static String withoutFragment(String uri) {
    int fragment = uri.indexOf('#');
    return fragment < 0 ? uri : uri.substring(0, fragment);
  }

  /**
   * Of many who want the same at once one fetches, and no others wait: within the cache's own
   * computation a slow address would hold up those that are kept beside it.
   */
  private Fetch shared(RequestUri uri) {
    CompletableFuture<Fetch> mine = new CompletableFuture<>();
    CompletableFuture<Fetch> first = kept.asMap().putIfAbsent(uri, mine);
    if (first != null) {
      return first.join();
    }
    try {
      mine.complete(fetch(uri));
    } finally {
      // What can not even be tried keeps nobody waiting.
      mine.cancel(false);
    }
    return mine.join();
  }

  private Fetch fetch(RequestUri uri) {
    return fetchers
        .computeIfAbsent(
            uri.reach(),
            reach -> new Fetcher(new Limits(Limits.DEFAULT.connect(), patience, LARGEST, reach)))
        .fetch(new Request(uri.address(), HEADERS, Optional.empty()));
  }

  private static ProtocolException refused(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_REQUEST_URI, "the request object can not be fetched at its address")
        .withDetail(detail)
        .exception();
  }

  @Override
  public void close() {
    fetchers.values().forEach(Fetcher::close);
  }
}
