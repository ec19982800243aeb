package org.symbolon.resolver.posix;

import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Account;

/** The process that is imagined to ask the kernel: one uid, its groups, no privilege. */
record Asker(Account account, long uid, Set<Long> gids) {
  static Asker of(Account account, OptionalLong uid) {
    return new Asker(account, uid.orElseThrow(), account.gids());
  }

  String name() {
    return RawPath.printable(account.name());
  }

  boolean isIn(long gid) {
    return gids.contains(gid);
  }

  /** "project1 (gid 12350)" or "gid 12350". */
  String groupInWords(long gid) {
    return account.group(gid).map(group -> RawPath.printable(group.inWords())).orElse("gid " + gid);
  }
}
