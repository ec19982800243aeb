package org.symbolon.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes expired rows now and then, in small batches, for no longer than its share of the time: it
 * must never be what a request waits for. Any number of nodes may sweep the same tables.
 */
public final class Sweeper implements AutoCloseable {
  /** How often, give or take a quarter. */
  public static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** A tenth of the interval at most: what is left then is swept in the next round. */
  private static final int SHARE = 10;

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Batch batch;
  private final Duration every;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /** Removes one small batch. */
  @FunctionalInterface
  public interface Batch {
    /**
     * @return how many rows went; 0 once nothing is left to sweep
     */
    int sweepOnce();
  }

  public Sweeper(Batch batch, InstantSource clock, RandomGenerator random) {
    this(batch, EVERY, clock, random);
  }

  public Sweeper(Batch batch, Duration every, InstantSource clock, RandomGenerator random) {
    this.batch = batch;
    this.every = every;
    this.clock = clock;
    this.random = random;
    this.thread = Thread.ofPlatform().daemon().name("sweeper").unstarted(this::sweepUntilStopped);
  }

  /** Begins; the first round comes after a random part of the interval. */
  public void start() {
    thread.start();
  }

  /**
   * One round. A failure is logged and ends the round; the next round tries again.
   *
   * @return how many rows went
   */
  public int round() {
    Instant end = clock.instant().plus(every.dividedBy(SHARE));
    int swept = 0;
    try {
      for (int once = batch.sweepOnce(); once > 0; once = batch.sweepOnce()) {
        swept += once;
        if (stopped.getCount() == 0 || !clock.instant().isBefore(end)) {
          break;
        }
      }
    } catch (RuntimeException e) {
      // Whatever the store throws: a database that is down now must not end sweeping for ever.
      LOG.warn("sweeping failed; the next round tries again", e);
    }
    LOG.debug("swept {} rows", swept);
    return swept;
  }

  /** Ends after the batch under way, and waits for that a few seconds. */
  @Override
  public void close() {
    stopped.countDown();
    if (!thread.isAlive()) {
      return;
    }
    try {
      if (!thread.join(FAREWELL)) {
        LOG.warn("the sweeper does not end; left as it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweepUntilStopped() {
    try {
      // Nodes started together must not sweep together.
      long wait = random.nextLong(Math.max(1, every.toMillis()));
      while (!stopped.await(wait, TimeUnit.MILLISECONDS)) {
        round();
        wait = pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Between three and five quarters of the interval, in milliseconds. */
  private long pause() {
    long quarter = Math.max(1, every.toMillis() / 4);
    return 3 * quarter + random.nextLong(2 * quarter + 1);
  }
}
