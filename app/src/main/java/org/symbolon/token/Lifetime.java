package org.symbolon.token;

import java.time.Duration;
import java.time.Instant;
import org.symbolon.grant.Grant;

/** How long things last for a client: its own setting, else the issuer's. */
final class Lifetime {
  private Lifetime() {}

  static Duration accessToken(Caller caller) {
    return caller
        .client()
        .overrides()
        .accessToken()
        .orElse(caller.issuer().lifetimes().accessToken());
  }

  static Duration refreshAbsolute(Caller caller) {
    return caller
        .client()
        .overrides()
        .refreshAbsolute()
        .orElse(caller.issuer().lifetimes().refreshAbsolute());
  }

  static Duration refreshGrace(Caller caller) {
    return caller
        .client()
        .overrides()
        .refreshGrace()
        .orElse(caller.issuer().lifetimes().refreshGrace());
  }

  /** When a family ends if it is not used again; never after its grant. */
  static Instant idleLimit(Caller caller, Grant grant) {
    Duration idle =
        caller.client().overrides().refreshIdle().orElse(caller.issuer().lifetimes().refreshIdle());
    return earlier(caller.now().plus(idle), grant.expires());
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
