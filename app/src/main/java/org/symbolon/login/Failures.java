package org.symbolon.login;

import java.time.Duration;
import java.time.Instant;

/** The port that counts failures (wrong user codes, wrong passwords) for all nodes together. */
public interface Failures {
  /**
   * Counts one failure in a window that begins with the first.
   *
   * @param bucket what is counted: "user-code|ISSUER|address|192.0.2.1"
   * @return how many there are in the window now, this one included
   */
  int count(String bucket, Duration window, Instant now);

  /** How many there are in the window, without counting. */
  int soFar(String bucket, Instant now);
}
