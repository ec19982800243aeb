package org.symbolon.web;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import org.symbolon.protocol.Parameters;

/**
 * How often one caller may begin what is stored before anybody has proved who they are: device
 * codes of public clients, and the sign-in that an authorization request begins. Without it a loop
 * of cheap requests fills the database. Each node counts for itself; this machine itself is not
 * counted.
 */
final class BeginLimit {
  /** A whole institution may sit behind one address. */
  static final int MOST = 300;

  /** What has to be fetched, looked up, or its signature checked. */
  private static final List<String> COSTLY = List.of("id_token_hint", "request", "request_uri");

  private final Caller caller;
  private final AddressBuckets begun;

  BeginLimit(Caller caller, InstantSource clock) {
    this.caller = caller;
    this.begun = new AddressBuckets(MOST, clock);
  }

  /**
   * Counts a request before it is looked at, if looking is work in itself: anybody can send
   * something that looks signed. Others are counted when they begin something.
   *
   * @return whether this one has been counted
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  boolean countCostly(Context context, Parameters query) {
    boolean costly = COSTLY.stream().anyMatch(query.values()::containsKey);
    if (costly) {
      count(context);
    }
    return costly;
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
