package org.symbolon.web;

import io.javalin.http.Context;
import java.time.InstantSource;

/**
 * How often one caller may begin what is stored before anybody has proved who they are: device
 * codes of public clients, and the sign-in that an authorization request begins. Without it a loop
 * of cheap requests fills the database. Each node counts for itself; this machine itself is not
 * counted.
 */
final class BeginLimit {
  /** A whole institution may sit behind one address. */
  static final int MOST = 300;

  private final Caller caller;
  private final Buckets begun;

  BeginLimit(Caller caller, InstantSource clock) {
    this.caller = caller;
    this.begun = new Buckets(MOST, clock);
  }

  /**
   * Counts one.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  void count(Context context) {
    if (!caller.isThisMachine(context)) {
      RateLimits.check(begun.take(caller.limitKey(context)), "this address");
    }
  }
}
