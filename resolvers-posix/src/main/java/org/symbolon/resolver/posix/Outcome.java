package org.symbolon.resolver.posix;

import java.util.Optional;
import org.symbolon.resolver.Verdict;

/**
 * Where a path leads.
 *
 * <p>{@code shown} is where things really are, for people: below the base path, links resolved.
 */
sealed interface Outcome {
  record Directory(Permissions permissions, String shown) implements Outcome {}

  /**
   * @param name where its name stands, which a link's target does not share
   */
  record File(Permissions permissions, String shown, Name name) implements Outcome {}

  /**
   * There is nothing of that name.
   *
   * @param ancestor of the nearest directory that exists
   */
  record Nothing(Permissions ancestor, String shown) implements Outcome {}

  /** The way itself decides. */
  record Stopped(Verdict verdict) implements Outcome {}

  /**
   * The entry of a directory by which a file is deleted or renamed.
   *
   * @param owner of the file, or of the link where the name is one
   */
  record Name(Permissions directory, String shown, long owner) {
    /** Why it may not be deleted; empty where it may. */
    Optional<String> whyNoDeleting(Asker who) {
      Ruling ruling = directory.ask(who, Ruling.WRITE | Ruling.SEARCH);
      if (!ruling.granted()) {
        return Optional.of(ruling.on(shown) + ", so no deleting");
      }
      return directory.stickyAgainst(who, owner)
          ? Optional.of(
              shown + " is sticky: only the owner of the file or of the directory may delete")
          : Optional.empty();
    }
  }

  static Outcome refused(String why) {
    return new Stopped(new Verdict.Refused(why));
  }

  static Outcome unavailable(String why) {
    return new Stopped(new Verdict.Unavailable(why));
  }

  /** Convenience for steps that end the walk. */
  static Optional<Outcome> end(Outcome outcome) {
    return Optional.of(outcome);
  }
}
