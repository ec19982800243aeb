package org.symbolon.verify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Request;

/**
 * Keys that are fetched: again after {@link #FRESH}, or when a token names one that is not among
 * them, though not more than twice in {@link #PAUSE}, whoever asks. While they can not be fetched
 * the last good ones count for a bounded time, and whether a key that is not among them is one can
 * not be said. All by Nimbus, by the injected clock.
 */
public final class RemoteKeys implements PublicKeys {
  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(30);

  /** Younger than this a set is taken for what its owner publishes now. */
  static final Duration NEW = Duration.ofSeconds(5);

  private final Fetcher fetcher;
  private final InstantSource clock;
  private final JWKSetSource<SecurityContext> source;

  /** When the set was last read, by the clock, in milliseconds. */
  private volatile long readAt = Long.MIN_VALUE / 2;

  /** Where the set is. */
  private interface Address {
    URI find() throws JWKSetUnavailableException;
  }

  private RemoteKeys(Fetcher fetcher, Address address, Duration keepFor, InstantSource clock) {
    this.fetcher = fetcher;
    this.clock = clock;
    this.source =
        new CachingJWKSetSource<>(
            new RateLimitedJWKSetSource<>(
                new OutageTolerantJWKSetSource<>(
                    new Fetching(address), keepFor.toMillis(), ignored -> {}),
                PAUSE.toMillis(),
                ignored -> {}),
            FRESH.toMillis(),
            fetcher.limits().total().multipliedBy(2).toMillis(),
            ignored -> {});
  }

  /**
   * @param keepFor how long since they were last read keys count that can not be read again
   */
  public static RemoteKeys at(URI address, Fetcher fetcher, Duration keepFor, InstantSource clock) {
    return new RemoteKeys(fetcher, () -> address, keepFor, clock);
  }

  /** By the {@code jwks_uri} of an issuer's metadata (OpenID Connect Discovery 1.0 §4). */
  public static RemoteKeys ofIssuer(
      URI issuer, Fetcher fetcher, Duration keepFor, InstantSource clock) {
    return new RemoteKeys(fetcher, () -> discovered(issuer, fetcher), keepFor, clock);
  }

  @Override
  public Found matching(JWSHeader header) {
    long now = clock.millis();
    try {
      JWKSet known = source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, null);
      List<JWK> keys = PinnedKeys.matching(known, header);
      if (keys.isEmpty()) {
        keys = PinnedKeys.matching(newer(known, now), header);
      }
      // Its owner may have changed its keys since: an old set says no more than what it knows.
      return keys.isEmpty() && now - readAt > NEW.toMillis()
          ? new Found.Unavailable("it names another key than those that could be fetched")
          : new Found.Keys(keys);
    } catch (KeySourceException e) {
      return new Found.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Found all() {
    try {
      return new Found.Keys(
          source
              .getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), clock.millis(), null)
              .getKeys());
    } catch (KeySourceException e) {
      return new Found.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** Strangers can name keys that never were: they get no fetch of their own. */
  private JWKSet newer(JWKSet known, long now) throws KeySourceException {
    try {
      return source.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(known), now, null);
    } catch (RateLimitReachedException e) {
      return known;
    }
  }

  private static URI discovered(URI issuer, Fetcher fetcher) throws JWKSetUnavailableException {
    String base = issuer.toString().replaceFirst("/$", "");
    String body = body(fetcher, URI.create(base + "/.well-known/openid-configuration"));
    try {
      var metadata = JSONObjectUtils.parse(body);
      // OpenID Connect Discovery §4.3: to the letter.
      if (!issuer.toString().equals(JSONObjectUtils.getString(metadata, "issuer"))) {
        throw new JWKSetUnavailableException("the metadata of " + issuer + " are another issuer's");
      }
      return JSONObjectUtils.getURI(metadata, "jwks_uri");
    } catch (ParseException e) {
      throw new JWKSetParseException("the metadata of " + issuer + " can not be read", e);
    }
  }

  private static String body(Fetcher fetcher, URI address) throws JWKSetUnavailableException {
    return switch (fetcher.fetch(Request.get(address))) {
      case Fetch.Fetched answer when answer.status() == 200 -> answer.body();
      case Fetch.Fetched answer ->
          throw new JWKSetUnavailableException(address + " is answered with " + answer.status());
      case Fetch.Failed(String why) -> throw new JWKSetUnavailableException(why);
    };
  }

  private final class Fetching implements JWKSetSource<SecurityContext> {
    private final Address address;

    Fetching(Address address) {
      this.address = address;
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long now, SecurityContext context)
        throws KeySourceException {
      URI found = address.find();
      if (found == null) {
        throw new JWKSetUnavailableException("the metadata name no keys");
      }
      try {
        JWKSet keys = JWKSet.parse(body(fetcher, found)).toPublicJWKSet();
        readAt = clock.millis();
        return keys;
      } catch (ParseException e) {
        throw new JWKSetParseException("the keys at " + found + " can not be read", e);
      }
    }

    @Override
    public void close() throws IOException {
      // The fetcher is its maker's.
    }
  }
}
