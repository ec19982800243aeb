package org.symbolon.upstream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Reach;
import org.symbolon.fetch.Request;
import org.symbolon.protocol.RandomText;

/**
 * The institution's metadata: read when first needed, read again every hour. While they are read
 * once, nobody reads them a second time. A failure is remembered for seconds only; metadata once
 * read stay in use while they can not be read again.
 */
final class Discovery {
  static final Duration FRESH = Duration.ofHours(1);
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final UpstreamSettings settings;
  private final Calls calls;
  private final RandomText random;
  private final InstantSource clock;
  private volatile Known known = Known.NOTHING;
  private final AtomicReference<Optional<CompletableFuture<Found>>> underWay =
      new AtomicReference<>(Optional.empty());

  Discovery(UpstreamSettings settings, Calls calls, RandomText random, InstantSource clock) {
    this.settings = settings;
    this.calls = calls;
    this.random = random;
    this.clock = clock;
  }

  /** Whether there are metadata to go on with. */
  sealed interface Found {
    record At(Provider provider) implements Found {}

    record Missing(String why) implements Found {}
  }

  /**
   * @param last what was found last
   * @param again when to look again
   */
  private record Known(Found last, Instant again) {
    static final Known NOTHING =
        new Known(new Found.Missing("the metadata have not been read yet"), Instant.MIN);
  }

  Found provider() {
    Known now = known;
    if (clock.instant().isBefore(now.again())) {
      return now.last();
    }
    Optional<CompletableFuture<Found>> mine = Optional.of(new CompletableFuture<>());
    Optional<CompletableFuture<Found>> other = underWay.compareAndExchange(Optional.empty(), mine);
    if (other.isPresent()) {
      return now.last() instanceof Found.At at ? at : other.get().join();
    }
    try {
      Found found = read(now.last());
      mine.get().complete(found);
      return found;
    } finally {
      underWay.set(Optional.empty());
      // Without effect after an answer.
      mine.get().complete(new Found.Missing("reading the metadata failed"));
    }
  }

  private Found read(Found before) {
    Found found = fetch();
    Instant now = clock.instant();
    return switch (found) {
      case Found.At at -> {
        known = new Known(at, now.plus(FRESH));
        yield at;
      }
      case Found.Missing(String why) -> {
        LOG.warn("the metadata of {} can not be read: {}", settings.issuer(), why);
        Found last = before instanceof Found.At ? before : found;
        known = new Known(last, now.plus(PAUSE));
        yield last;
      }
    };
  }

  private Found fetch() {
    return switch (calls.call(Request.get(settings.metadataAddress()))) {
      case Fetch.Failed(String why) -> new Found.Missing(why);
      case Fetch.Fetched answer when answer.status() == 200 -> parse(answer.body());
      case Fetch.Fetched answer ->
          new Found.Missing("the metadata are answered with " + answer.status());
    };
  }

  private Found parse(String body) {
    try {
      OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(body);
      Optional<String> problem = problem(metadata);
      if (problem.isPresent()) {
        return new Found.Missing(problem.get());
      }
      metadata.setIDTokenJWSAlgs(accepted(metadata));
      return new Found.At(Provider.of(settings, metadata, calls, random));
    } catch (ParseException | MalformedURLException e) {
      return new Found.Missing("the metadata can not be understood: " + e.getMessage());
    }
  }

  private Optional<String> problem(OIDCProviderMetadata metadata) {
    // OpenID Connect Discovery §4.3: the issuer must be the one asked, to the letter.
    if (!metadata.getIssuer().getValue().equals(settings.issuer().toString())) {
      return Optional.of(
          "the metadata are of the issuer "
              + metadata.getIssuer()
              + " instead of "
              + settings.issuer());
    }
    if (metadata.getTokenEndpointURI() == null || metadata.getJWKSetURI() == null) {
      return Optional.of("the metadata name no token endpoint or no keys");
    }
    URI authorization = metadata.getAuthorizationEndpointURI();
    if (authorization == null || !safeForBrowsers(authorization)) {
      return Optional.of("the metadata name no authorization endpoint over https");
    }
    if (accepted(metadata).isEmpty()) {
      return Optional.of(
          "the institution signs ID tokens with "
              + metadata.getIDTokenJWSAlgs()
              + ", accepted are "
              + settings.algorithms());
    }
    return Optional.empty();
  }

  private boolean safeForBrowsers(URI address) {
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme()) && settings.limits().reach() == Reach.LOOPBACK);
  }

  private List<JWSAlgorithm> accepted(OIDCProviderMetadata metadata) {
    List<JWSAlgorithm> offered =
        Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of());
    return offered.stream()
        .filter(algorithm -> settings.algorithms().contains(algorithm.getName()))
        .toList();
  }
}
