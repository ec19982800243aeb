package org.symbolon.device;

import java.time.Duration;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.login.Continuation;

/** What came of entering a user code. */
public sealed interface Entered {
  /** It is this browser's now, and no other's. */
  record Claimed(Continuation.Device continuation, DeviceRequest request) implements Entered {}

  /**
   * Unknown, expired, already decided, or another browser's: not told apart.
   *
   * @param last whether no further guess is tolerated for a while
   */
  record Wrong(boolean last) implements Entered {}

  record TooMany(Duration retryAfter) implements Entered {}
}
