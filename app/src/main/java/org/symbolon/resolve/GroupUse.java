package org.symbolon.resolve;

/** What becomes of the groups that one of several sources knows. */
public enum GroupUse {
  /** They are added to those of the others. */
  UNION,
  /** They count where no source before it knew any. */
  FIRST,
  /** They count and those of all others do not. */
  ONLY,
  /** They do not count. */
  NONE
}
