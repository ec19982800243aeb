package org.symbolon.bench.load;

/** How long requests took, in steps of ten microseconds. Not for several threads at once. */
final class Latencies {
  private static final int STEP_NANOS = 10_000;
  private static final int STEPS = 200_000;

  private final int[] counts = new int[STEPS];
  private long total;

  void add(long nanos) {
    counts[(int) Math.min(STEPS - 1, nanos / STEP_NANOS)]++;
    total++;
  }

  void add(Latencies other) {
    for (int step = 0; step < STEPS; step++) {
      counts[step] += other.counts[step];
    }
    total += other.total;
  }

  long total() {
    return total;
  }

  /** In milliseconds: so many took no longer. */
  double percentile(double percent) {
    long rank = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int step = 0; step < STEPS; step++) {
      seen += counts[step];
      if (seen >= rank) {
        return (step + 1) * (STEP_NANOS / 1e6);
      }
    }
    return Double.NaN;
  }
}
