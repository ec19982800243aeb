package org.symbolon.resolver.posix;

import java.util.Optional;

/** The name service's own questions, each failing when a source behind it is down. */
interface NameCalls {
  /**
   * @param name spelled as the source spells it, which may differ from what was asked
   */
  record PasswdEntry(String name, long uid, long gid) {}

  /** Empty when every source has answered and none knows the name. */
  Optional<PasswdEntry> passwd(String name) throws CallFailed;

  /** The numbers of all groups, the given primary one included. */
  long[] groups(String name, long primary) throws CallFailed;

  /** Empty when every source has answered and none has a name for the number. */
  Optional<String> groupName(long gid) throws CallFailed;
}
