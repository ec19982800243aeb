package org.symbolon.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One process at a time changes the tables of a SQLite file; the others wait. Flyway locks the
 * tables of PostgreSQL, but nothing in SQLite.
 *
 * <p>What is locked is a file of its own beside the database: a process that opened and closed the
 * database itself would let go of SQLite's own locks on it.
 */
final class UpgradeLock {
  /** A file's lock belongs to the whole process. */
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private UpgradeLock() {}

  /**
   * Runs this while nobody else upgrades that database.
   *
   * @throws StoreException when the file beside the database can not be made or locked
   */
  static void whileHeld(Path database, Runnable upgrade) {
    Path absolute = database.toAbsolutePath();
    Path beside = absolute.resolveSibling(absolute.getFileName() + "-upgrade");
    WITHIN_PROCESS.lock();
    try (FileChannel channel =
            FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      upgrade.run();
      // Whoever waits for this very file finds the tables made; whoever makes it anew, too. After a
      // failure it stays.
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      throw new StoreException(
          "The database schema cannot be brought up to date: " + beside + ": " + e, e);
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }
}
