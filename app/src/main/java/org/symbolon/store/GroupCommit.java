package org.symbolon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.symbolon.protocol.ProtocolException;

/**
 * The embedded database's one writer: takes all units that wait, runs each in a savepoint, and
 * answers their callers after the one COMMIT that carries them all. A unit that fails takes back
 * only its own savepoint; if the COMMIT fails, all fail. While one batch goes to disk the next
 * gathers, so that the disk's latency is shared by as many as wait for it.
 */
final class GroupCommit implements AutoCloseable {
  /** Bounds how long the first of a batch waits for the last. */
  private static final int LARGEST_BATCH = 256;

  /** More than this waiting means that the disk has stopped, and waiting longer helps nobody. */
  static final int MOST_WAITING = 4096;

  /** What stands around a unit inside the batch's transaction. */
  enum Frame {
    SAVEPOINT,
    /** A single statement takes itself back when it fails. */
    NONE
  }

  private final Jdbi jdbi;
  private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING + 1);
  private final ReentrantLock closing = new ReentrantLock();
  private final Thread thread;
  private boolean closed;

  /** Touched by the writer's thread only. */
  private Optional<Handle> open = Optional.empty();

  GroupCommit(Jdbi jdbi) {
    this.jdbi = jdbi;
    // Native calls pin virtual threads, and this one does nothing else.
    this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::write);
  }

  /** Waits until the unit is durable, or has failed and left nothing. */
  <T> T commit(Unit<T> unit, Frame frame) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a unit that commits another would wait for itself");
    }
    Waiting<T> waiting = new Waiting<>(unit, frame);
    closing.lock();
    try {
      if (closed) {
        throw Outage.of("database: closed");
      }
      if (queue.size() >= MOST_WAITING || !queue.offer(waiting)) {
        throw Outage.of("database: " + MOST_WAITING + " operations wait to be written");
      }
    } finally {
      closing.unlock();
    }
    return waiting.await();
  }

  private void write() {
    List<Waiting<?>> batch = new ArrayList<>(LARGEST_BATCH);
    boolean last = false;
    while (!last) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody but close() ends this thread, and it does so through the queue.
        continue;
      }
      queue.drainTo(batch, LARGEST_BATCH - 1);
      last = batch.removeIf(Waiting::isEnd);
      if (!batch.isEmpty()) {
        writeTogether(batch);
      }
    }
    disconnect();
  }

  private void writeTogether(List<Waiting<?>> batch) {
    try {
      Handle handle = handle();
      Connection connection = handle.getConnection();
      execute(connection, "BEGIN IMMEDIATE");
      for (Waiting<?> waiting : batch) {
        runOne(waiting, handle);
      }
      execute(connection, "COMMIT");
      batch.forEach(Waiting::answer);
    } catch (SQLException | RuntimeException e) {
      // Whatever it was, the connection's transaction is over: begin the next on a new connection.
      disconnect();
      ProtocolException failure =
          Dialect.failureIn(e)
              .map(Outage::of)
              .orElseGet(() -> Outage.of("database: the writer failed: " + e));
      batch.forEach(waiting -> waiting.fail(failure));
    }
  }

  private static void runOne(Waiting<?> waiting, Handle handle) throws SQLException {
    Connection connection = handle.getConnection();
    boolean savepoint = waiting.frame() == Frame.SAVEPOINT;
    if (savepoint) {
      execute(connection, "SAVEPOINT unit");
    }
    Optional<RuntimeException> outage = waiting.run(handle);
    if (outage.isPresent()) {
      // A full disk and the like: SQLite may have taken back the whole transaction, so none of the
      // batch can go on.
      throw outage.get();
    }
    if (savepoint && waiting.failed()) {
      execute(connection, "ROLLBACK TO unit");
    }
    if (savepoint) {
      execute(connection, "RELEASE unit");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Handle handle() {
    Handle handle = open.orElseGet(jdbi::open);
    open = Optional.of(handle);
    return handle;
  }

  private void disconnect() {
    Optional<Handle> old = open;
    open = Optional.empty();
    try {
      old.ifPresent(Handle::close);
    } catch (RuntimeException e) {
      // It was broken: that is why it is thrown away.
      Outage.LOG.debug("Closing a broken connection", e);
    }
  }

  /** Writes what waits, then stops. */
  @Override
  public void close() {
    closing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(Waiting.end());
    } finally {
      closing.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
