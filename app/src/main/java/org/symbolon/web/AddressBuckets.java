package org.symbolon.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Buckets of callers by address. Whoever has an IPv6 site has thousands of networks to call from:
 * all of a /48 together have as many buckets as a few of its networks.
 */
final class AddressBuckets {
  /** Users of a large site call from many networks, though not all at once. */
  static final int NETWORKS = 16;

  private final Buckets networks;
  private final Buckets sites;

  AddressBuckets(int perMinute, InstantSource clock) {
    this.networks = new Buckets(perMinute, clock);
    this.sites = new Buckets((int) Math.min(Integer.MAX_VALUE, (long) NETWORKS * perMinute), clock);
  }

  /**
   * Takes one. The site's first: where it is empty, its networks fill no memory.
   *
   * @param limitKey as {@link Caller} makes it
   * @return how long to wait where none is left
   */
  Optional<Duration> take(String limitKey) {
    return Caller.siteKey(limitKey).flatMap(sites::take).or(() -> networks.take(limitKey));
  }
}
