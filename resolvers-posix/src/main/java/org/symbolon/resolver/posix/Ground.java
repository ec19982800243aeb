package org.symbolon.resolver.posix;

import java.time.Duration;
import org.symbolon.resolver.Deadline;

/**
 * What the decisions of one question have in common.
 *
 * @param base stays open; closed by whoever opened it
 * @param since when the question was put, in the time base of the deadline
 * @param turn for walks of trees; a single path is looked at without
 */
record Ground(
    FileCalls calls,
    BasePath configured,
    Entry base,
    Asker who,
    Deadline deadline,
    long since,
    Turns.Turn turn) {
  static Ground of(
      FileCalls calls,
      BasePath configured,
      Entry base,
      Asker who,
      Deadline deadline,
      Turns.Turn turn) {
    return new Ground(calls, configured, base, who, deadline, deadline.nanos().getAsLong(), turn);
  }

  Walk walk() {
    return new Walk(calls, configured, base, who, deadline);
  }

  /**
   * The same, with this long from the moment the question was put if that is less. Waiting for a
   * turn until now does not count: it says nothing of the tree.
   */
  Ground within(Duration longest) {
    long end = since + longest.plus(turn.waited()).toNanos();
    Deadline sooner = new Deadline(end, deadline.nanos());
    return end - deadline.atNanos() >= 0
        ? this
        : new Ground(calls, configured, base, who, sooner, since, turn);
  }
}
