package org.symbolon.resolver.ldap;

import java.time.Duration;
import org.symbolon.resolver.Deadline;

/** Time left for one exchange with one server. */
record Limit(Deadline deadline) {
  /** The deadline, or the timeout where it is nearer. */
  static Limit of(Deadline deadline, Duration timeout) {
    return deadline.left().compareTo(timeout) <= 0
        ? new Limit(deadline)
        : new Limit(Deadline.in(timeout, deadline.nanos()));
  }

  /** An equal share for the first of so many that may have to be tried one after the other. */
  Limit share(int servers) {
    return servers == 1
        ? this
        : new Limit(Deadline.in(deadline.left().dividedBy(servers), deadline.nanos()));
  }

  /**
   * @return at least 1
   */
  long millis() throws DirectoryDown {
    if (deadline.passed()) {
      throw DirectoryDown.noTime();
    }
    return Math.clamp(deadline.left().toMillis(), 1, Integer.MAX_VALUE);
  }
}
