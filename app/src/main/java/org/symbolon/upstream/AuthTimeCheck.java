package org.symbolon.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.upstream.Upstream.Arrival;

/**
 * Whether the person signed in as lately as was asked for (OpenID Connect Core §3.1.3.7, 13). An
 * institution may sign in silently whom it knows; only {@code auth_time} tells.
 */
final class AuthTimeCheck {
  /** How far the institution's clock may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private AuthTimeCheck() {}

  /** Keeps until the callback what was asked for. */
  static void keep(SignInParameters asked, Instant now, KeptValues kept) {
    asked.maxAge().ifPresent(age -> kept.put(KeptValues.MAX_AGE, age));
    if (asked.anew()) {
      kept.put(KeptValues.SIGNED_IN_SINCE, Long.toString(now.getEpochSecond()));
    }
  }

  /**
   * @param authTime as the ID token has it
   * @throws Stopped when it was longer ago, or can not be known
   */
  static void check(Optional<Instant> authTime, Map<String, String> kept, Instant now) {
    String maxAge = kept.get(KeptValues.MAX_AGE);
    if (maxAge != null) {
      // OpenID Connect Core §3.1.2.1: with max_age the ID token must have auth_time.
      Instant signedIn = authTime.orElseThrow(() -> stale("it tells no auth_time"));
      if (signedIn.plusSeconds(Long.parseLong(maxAge)).plus(SKEW).isBefore(now)) {
        throw stale("auth_time is " + signedIn + ", max_age " + maxAge + " s");
      }
    }
    String since = kept.get(KeptValues.SIGNED_IN_SINCE);
    if (since != null && authTime.isPresent()) {
      Instant asked = Instant.ofEpochSecond(Long.parseLong(since));
      if (authTime.get().plus(SKEW).isBefore(asked)) {
        throw stale("auth_time is " + authTime.get() + ", prompt=login was asked at " + asked);
      }
    }
  }

  private static Stopped stale(String why) {
    return new Stopped(new Arrival.Stale("the sign-in is not as fresh as asked for: " + why));
  }
}
