package org.symbolon.resolver.posix;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** One directory on the way down a tree: held open, and how far its entries have been looked at. */
final class Level {
  private static final byte[] UP = {'.', '.'};

  /** A directory whose entries keep vanishing can not be judged. */
  private static final int MOST_LISTINGS = 3;

  private final FileCalls calls;
  private final Entry directory;
  private final Permissions permissions;
  private final List<byte[]> path;
  private final int mostNames;
  private Iterator<byte[]> names;
  private boolean vanished;
  private int listings = 1;

  /**
   * @param path the names from the base path
   * @param mostNames about as many entries are read, where there are more
   */
  Level(FileCalls calls, Entry directory, List<byte[]> path, int mostNames) throws CallFailed {
    this.calls = calls;
    this.directory = directory;
    this.permissions = calls.mounted(directory);
    this.path = path;
    this.mostNames = mostNames;
    this.names = calls.names(directory, mostNames).iterator();
  }

  /** The next name; empty at the end. What vanished before it was opened may have been renamed. */
  Optional<byte[]> next() throws CallFailed {
    if (!names.hasNext() && vanished && listings < MOST_LISTINGS) {
      vanished = false;
      listings++;
      names = calls.names(directory, mostNames).iterator();
    }
    return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
  }

  /** What has this name; empty where it has vanished. */
  Optional<Entry> open(byte[] name) throws CallFailed {
    Optional<Entry> opened = calls.open(directory, name);
    vanished |= opened.isEmpty();
    return opened;
  }

  /** Whether names were still vanishing when they were read for the last time. */
  boolean restless() {
    return vanished;
  }

  /** Whether this directory is still in that one. */
  boolean isIn(Level above) throws CallFailed {
    Optional<Entry> parent = calls.open(directory, UP);
    parent.ifPresent(calls::close);
    return parent.map(Entry::identity).equals(Optional.of(above.directory.identity()));
  }

  List<byte[]> pathOf(byte[] name) {
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** The name of an entry, as far as deleting it is concerned. */
  Outcome.Name name(Entry entry) {
    return new Outcome.Name(permissions, shown(), entry.permissions().owner());
  }

  String shown() {
    return RawPath.inWords(path);
  }

  void close() {
    calls.close(directory);
  }
}
