package org.symbolon.resolver.posix;

import java.time.Duration;
import org.symbolon.resolver.Deadline;

/**
 * What the decisions of one question have in common.
 *
 * @param base stays open; closed by whoever opened it
 * @param since when the question was put, in the time base of the deadline
 */
record Ground(
    FileCalls calls, BasePath configured, Entry base, Asker who, Deadline deadline, long since) {
  static Ground of(FileCalls calls, BasePath configured, Entry base, Asker who, Deadline deadline) {
    return new Ground(calls, configured, base, who, deadline, deadline.nanos().getAsLong());
  }

  Walk walk() {
    return new Walk(calls, configured, base, who, deadline);
  }

  /** The same, with this long from the moment the question was put if that is less. */
  Ground within(Duration longest) {
    long end = since + longest.toNanos();
    return end - deadline.atNanos() >= 0
        ? this
        : new Ground(calls, configured, base, who, new Deadline(end, deadline.nanos()), since);
  }
}
