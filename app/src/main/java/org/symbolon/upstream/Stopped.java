package org.symbolon.upstream;

import org.symbolon.upstream.Upstream.Arrival;

/**
 * Carries the end of a login through pac4j, whose interfaces have no place for it. Never leaves
 * this package.
 */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Arrival arrival;

  Stopped(Arrival arrival) {
    super(arrival.toString(), null, false, false);
    this.arrival = arrival;
  }

  Arrival arrival() {
    return arrival;
  }
}
