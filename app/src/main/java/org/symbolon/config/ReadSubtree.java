package org.symbolon.config;

import java.time.Duration;
import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion.Subtree;

/** Reads how far below its path a rule wants a scope judged. */
final class ReadSubtree {
  private static final int MOST_ENTRIES = 1_000_000;

  /** Of one rule. */
  private enum Extent {
    TOP,
    WALK
  }

  private ReadSubtree() {}

  /** Empty for {@code top}: the named path alone. */
  static Optional<Subtree> from(Section rule) {
    Extent extent = rule.value("subtree", Readings.oneOf(Extent.class), Extent.TOP);
    int entries = rule.value("walk-entries", Readings.number(1, MOST_ENTRIES), 10_000);
    Duration time = rule.value("walk-time", Readings.duration("1ms", "1m"), Duration.ofSeconds(2));
    if (rule.has("subtree") && !rule.has("ask")) {
      rule.mistake("subtree", "is a matter of those who are asked and has no effect without ask");
    }
    for (String bound : new String[] {"walk-entries", "walk-time"}) {
      if (rule.has(bound) && extent == Extent.TOP) {
        rule.mistake(bound, "bounds a walk and has no effect without subtree: walk");
      }
    }
    return extent == Extent.WALK ? Optional.of(new Subtree(entries, time)) : Optional.empty();
  }
}
