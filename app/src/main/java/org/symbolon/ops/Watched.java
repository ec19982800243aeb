package org.symbolon.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check over time: never two runs of it at once, so that a part that hangs costs one thread and
 * no more. Used by one thread at a time.
 */
final class Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final Check check;
  private @Nullable FutureTask<Optional<String>> run;
  private Readiness.@Nullable Line last;

  Watched(Check check) {
    this.check = check;
  }

  /** Begins a run, unless the one before still hangs. */
  void begin() {
    if (run == null) {
      FutureTask<Optional<String>> begun = new FutureTask<>(check.trouble()::get);
      run = begun;
      Thread.ofPlatform().daemon().name("check-" + check.name()).start(begun);
    }
  }

  /** Waits for the run, at most this long. */
  Readiness.Line await(Duration atMost, Instant now) throws InterruptedException {
    Optional<String> trouble = trouble(atMost);
    Readiness.Line before = last;
    Instant since = before != null && before.well() == trouble.isEmpty() ? before.since() : now;
    Readiness.Line line =
        new Readiness.Line(check.name(), check.required(), trouble, since, check.marks().get());
    if (before == null || before.well() != line.well()) {
      tell(line, before == null);
    }
    last = line;
    return line;
  }

  private Optional<String> trouble(Duration atMost) throws InterruptedException {
    FutureTask<Optional<String>> begun = run;
    if (begun == null) {
      throw new IllegalStateException("begin comes first");
    }
    try {
      Optional<String> trouble = begun.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
      run = null;
      return trouble;
    } catch (TimeoutException e) {
      return Optional.of("gives no answer in time");
    } catch (ExecutionException e) {
      run = null;
      LOG.error("the check of {} has a defect", check.name(), e.getCause());
      return Optional.of("the check has a defect: " + e.getCause());
    }
  }

  private static void tell(Readiness.Line line, boolean first) {
    if (!line.well()) {
      LOG.warn("{} is not ready: {}", line.name(), line.trouble().orElse(""));
    } else if (!first) {
      LOG.info("{} is ready again", line.name());
    }
  }
}
