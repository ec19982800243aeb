package org.symbolon.resolver;

/**
 * One resolver's word on one scope. {@code why} is a sentence that the person concerned may read:
 * "group project1 (gid 12350) has r-x on /data/ana/project1: no w".
 */
public sealed interface Verdict {
  String why();

  /**
   * @param subtreeChecked whether all that lies below the path was found to be allowed too; only
   *     ever where {@link ScopeQuestion#subtree} asked for it
   */
  record Granted(String why, boolean subtreeChecked) implements Verdict {
    /** For what was named alone. */
    public Granted(String why) {
      this(why, false);
    }
  }

  record Refused(String why) implements Verdict {}

  /** The scope is none of this resolver's business. */
  record NotMine() implements Verdict {
    @Override
    public String why() {
      return "not judged here";
    }
  }

  /** The source could not answer; neither yes nor no. */
  record Unavailable(String why) implements Verdict {}
}
