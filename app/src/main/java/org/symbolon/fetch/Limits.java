package org.symbolon.fetch;

import java.time.Duration;

/**
 * What an exchange may cost and whom it may reach.
 *
 * @param connect until the connection stands
 * @param total for the whole exchange, from the look-up of the name to the last byte of the answer
 * @param largestBody in bytes
 */
public record Limits(Duration connect, Duration total, int largestBody, Reach reach) {
  /** 5 s to connect, 10 s in all, 512 KiB, public addresses only. */
  public static final Limits DEFAULT =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 512 * 1024, Reach.PUBLIC);
}
