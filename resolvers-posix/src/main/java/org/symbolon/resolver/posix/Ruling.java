package org.symbolon.resolver.posix;

/**
 * What one object's permissions say to one asker.
 *
 * @param holder whom the deciding class or entry is about: "owner ana", "others"
 * @param has the rights that class has
 * @param wanted the rights asked for, all together
 * @param granted whether all are had
 */
record Ruling(String holder, int has, int wanted, boolean granted) {
  static final int READ = 4;
  static final int WRITE = 2;
  static final int SEARCH = 1;

  /** Decided by one class or entry alone. */
  static Ruling by(String holder, int has, int wanted) {
    return new Ruling(holder, has, wanted, (wanted & ~has) == 0);
  }

  /** "group project1 (gid 12350) has r-x on /data/ana/project1: no w". */
  String on(String path) {
    String facts =
        (holder.equals("others") ? "others have " : holder + " has ")
            + letters(has)
            + " on "
            + path;
    if (granted) {
      return facts;
    }
    int missing = wanted & ~has;
    return missing == 0
        ? facts + ": no one entry gives all of it"
        : facts + ": no " + letters(missing).replace("-", "");
  }

  private static String letters(int rights) {
    return ((rights & READ) != 0 ? "r" : "-")
        + ((rights & WRITE) != 0 ? "w" : "-")
        + ((rights & SEARCH) != 0 ? "x" : "-");
  }
}
