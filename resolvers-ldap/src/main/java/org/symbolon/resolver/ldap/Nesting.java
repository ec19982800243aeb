package org.symbolon.resolver.ldap;

/** Whether who is in a group is also in the groups that list the group. */
sealed interface Nesting {
  int MOST_LEVELS = 20;

  /** No, or the directory itself lists them all. */
  record None() implements Nesting {}

  /**
   * Found out level by level, one round trip each.
   *
   * @param most groups further away than this do not count; 1 is groups of groups
   */
  record Levels(int most) implements Nesting {}

  /**
   * The server follows them, by the matching rule 1.2.840.113556.1.4.1941 ([MS-ADTS] 3.1.1.3.4.4).
   */
  record InChain() implements Nesting {}
}
