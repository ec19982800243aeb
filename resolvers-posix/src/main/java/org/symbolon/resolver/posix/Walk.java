package org.symbolon.resolver.posix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/**
 * One path, walked once from the base path down as the kernel would for the asker: search
 * permission before each name, links resolved by hand and only while they stay inside.
 *
 * <p>Holds one directory at a time. Going up is done by the kernel's own "..", and only believed
 * where it leads to the directory that was walked through on the way down: a rename or a link made
 * meanwhile can stop the walk but never lead it out.
 */
final class Walk implements AutoCloseable {
  // MAXSYMLINKS of the kernel.
  private static final int MOST_LINKS = 40;
  private static final byte[] UP = {'.', '.'};

  private final FileCalls calls;
  private final BasePath configured;
  private final Entry base;
  private final Asker who;
  private final Deadline deadline;

  private final Deque<byte[]> ahead = new ArrayDeque<>();
  private final List<byte[]> names = new ArrayList<>();
  private final List<Entry.Identity> identities = new ArrayList<>();
  private Entry current;
  private Outcome.@Nullable Name name;
  private boolean directoryWanted;
  private int links;

  /**
   * @param base stays open; closed by whoever opened it
   */
  Walk(FileCalls calls, BasePath configured, Entry base, Asker who, Deadline deadline) {
    this.calls = calls;
    this.configured = configured;
    this.base = base;
    this.current = base;
    this.who = who;
    this.deadline = deadline;
    identities.add(base.identity());
  }

  Outcome to(ScopePath path) {
    List<byte[]> bytes = new ArrayList<>();
    for (String segment : path.segments()) {
      Optional<byte[]> one = RawPath.name(segment);
      if (one.isEmpty()) {
        return Outcome.refused("the path holds a name that no file can have");
      }
      bytes.add(one.get());
    }
    directoryWanted = path.directory();
    return to(bytes);
  }

  /** By names as the file system has them. Once for each walk. */
  Outcome to(List<byte[]> path) {
    if (path.stream().mapToInt(one -> one.length + 1).sum() >= RawPath.MOST_BYTES) {
      return Outcome.refused("the path is longer than any file's can be");
    }
    ahead.addAll(path);
    try {
      return walk();
    } catch (CallFailed failed) {
      return Outcome.unavailable(
          "the gateway itself could not look at " + shown() + ": " + failed.getMessage());
    }
  }

  /** Where it ended, if in a directory: open until this is closed. */
  Entry directory() {
    return current;
  }

  /** The real way there from the base path, links resolved. */
  List<byte[]> names() {
    return List.copyOf(names);
  }

  @Override
  public void close() {
    leaveTo(base);
  }

  private Outcome walk() throws CallFailed {
    while (!ahead.isEmpty()) {
      if (deadline.passed()) {
        return Outcome.unavailable("the file system was too slow at " + shown());
      }
      // The kernel asks this before every name, "." and ".." included.
      Ruling search = current.permissions().ask(who, Ruling.SEARCH);
      if (!search.granted()) {
        return Outcome.refused(search.on(shown()));
      }
      Optional<Outcome> end = step(ahead.removeFirst());
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Outcome.Directory(calls.mounted(current), shown());
  }

  private Optional<Outcome> step(byte[] next) throws CallFailed {
    if (RawPath.isDot(next)) {
      return Optional.empty();
    }
    if (RawPath.isDotDot(next)) {
      return up();
    }
    Optional<Entry> opened;
    try {
      opened = calls.open(current, next);
    } catch (CallFailed failed) {
      if (failed.errno() == Errno.ENAMETOOLONG) {
        return Outcome.end(Outcome.refused("a name in " + shown() + " is longer than it can be"));
      }
      throw failed;
    }
    if (opened.isEmpty()) {
      return Optional.of(nothing());
    }
    try {
      return enter(opened.get(), next);
    } finally {
      if (opened.get().descriptor() != current.descriptor()) {
        calls.close(opened.get());
      }
    }
  }

  private Optional<Outcome> enter(Entry found, byte[] next) throws CallFailed {
    if (ahead.isEmpty() && name == null) {
      name = name(found);
    }
    return switch (found.kind()) {
      case DIRECTORY -> {
        leaveTo(found);
        names.add(next);
        identities.add(found.identity());
        yield Optional.empty();
      }
      case LINK -> follow(found);
      case FILE, SPECIAL -> {
        names.add(next);
        yield Optional.of(file(found));
      }
    };
  }

  private Outcome.Name name(Entry found) throws CallFailed {
    return new Outcome.Name(calls.mounted(current), shown(), found.permissions().owner());
  }

  private Outcome file(Entry found) throws CallFailed {
    if (!ahead.isEmpty()) {
      return Outcome.refused(shown() + " is a file: there is nothing below it");
    }
    if (directoryWanted) {
      return Outcome.refused(
          shown() + " is a file, and a path that ends in a slash names a directory");
    }
    return found.kind() == Entry.Kind.SPECIAL
        ? Outcome.refused(shown() + " is neither a file nor a directory")
        : new Outcome.File(calls.mounted(found), shown(), Objects.requireNonNull(name));
  }

  private Outcome nothing() throws CallFailed {
    // What a link expects to find below something that is not there can be made later, by whoever
    // holds the token, to lead anywhere.
    return ahead.stream().anyMatch(RawPath::isDotDot)
        ? Outcome.refused("a link leads through something that does not exist in " + shown())
        : new Outcome.Nothing(calls.mounted(current), shown());
  }

  private Optional<Outcome> follow(Entry link) throws CallFailed {
    byte[] target = calls.targetOf(link);
    if (++links > MOST_LINKS) {
      return Outcome.end(Outcome.refused("more than 40 links lead on from " + shown()));
    }
    boolean last = ahead.isEmpty();
    if (last && current.permissions().protectsAgainstLinkOf(who, link.permissions().owner())) {
      return Outcome.end(
          Outcome.refused(
              "somebody else's link in "
                  + shown()
                  + ", where anybody may put one, is not followed"));
    }
    List<byte[]> onward = RawPath.names(target);
    if (target.length > 0 && target[0] == '/') {
      Optional<List<byte[]>> inside = inside(target);
      if (inside.isEmpty()) {
        return Outcome.end(leadsOut());
      }
      onward = inside.get();
      leaveTo(base);
      names.clear();
      identities.subList(1, identities.size()).clear();
    }
    onward.reversed().forEach(ahead::addFirst);
    directoryWanted |= last && RawPath.endsInSlash(target);
    return Optional.empty();
  }

  /** An absolute target counts as inside by the configured path and by the real one. */
  private Optional<List<byte[]>> inside(byte[] target) throws CallFailed {
    Optional<List<byte[]>> inside = RawPath.below(configured.bytes(), target);
    return inside.isPresent() ? inside : RawPath.below(calls.pathOf(base), target);
  }

  private Optional<Outcome> up() throws CallFailed {
    if (names.isEmpty()) {
      return Outcome.end(leadsOut());
    }
    Optional<Entry> parent = calls.open(current, UP);
    Entry.Identity passed = identities.get(identities.size() - 2);
    if (!parent.map(Entry::identity).equals(Optional.of(passed))) {
      parent.ifPresent(calls::close);
      return Outcome.end(Outcome.unavailable(shown() + " was moved while it was looked at"));
    }
    parent.ifPresent(this::leaveTo);
    names.removeLast();
    identities.removeLast();
    return Optional.empty();
  }

  private void leaveTo(Entry next) {
    if (current.descriptor() != base.descriptor()) {
      calls.close(current);
    }
    current = next;
  }

  private Outcome leadsOut() {
    return Outcome.refused("a link in " + shown() + " leads out of what is served here");
  }

  private String shown() {
    return RawPath.inWords(names);
  }
}
