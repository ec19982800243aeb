package org.symbolon.resolver.posix;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.posix.NameCalls.PasswdEntry;

/** Accounts as {@code id USER} prints them, from whichever sources the machine is set up with. */
final class NameService implements AccountLookup {
  /** (uid_t) -1, which the kernel takes for "none". */
  static final long NO_NUMBER = 0xffff_ffffL;

  /** A number nobody is given; see {@link #find}. */
  private static final long NOBODYS_GROUP = 0xffff_fffdL;

  private final NameCalls calls;

  NameService(NameCalls calls) {
    this.calls = calls;
  }

  @Override
  public AccountAnswer find(String name, Deadline deadline) {
    if (!AccountName.possible(name)) {
      return new AccountAnswer.UnknownUser();
    }
    try {
      Optional<PasswdEntry> entry = calls.passwd(name);
      if (entry.isEmpty()) {
        return new AccountAnswer.UnknownUser();
      }
      if (entry.get().uid() == NO_NUMBER || entry.get().gid() == NO_NUMBER) {
        return new AccountAnswer.Disabled("its uid or gid is 4294967295, which means none");
      }
      // getgrouplist has no way to say that a source of groups is down: it then answers with fewer.
      // A question for a group that is not there fails in that case.
      calls.groupName(NOBODYS_GROUP);
      return found(entry.get(), deadline);
    } catch (CallFailed failed) {
      return new AccountAnswer.Unavailable("the name service: " + failed.getMessage());
    }
  }

  private AccountAnswer found(PasswdEntry entry, Deadline deadline) throws CallFailed {
    Set<Long> numbers = new LinkedHashSet<>();
    numbers.add(entry.gid());
    for (long number : calls.groups(entry.name(), entry.gid())) {
      numbers.add(number);
    }
    Set<Group> groups = new HashSet<>();
    for (long number : numbers) {
      if (deadline.passed()) {
        return new AccountAnswer.Unavailable("the name service was too slow naming the groups");
      }
      groups.add(new Group(calls.groupName(number), OptionalLong.of(number)));
    }
    return new AccountAnswer.Found(
        new Contribution(
            Optional.of(entry.name()),
            OptionalLong.of(entry.uid()),
            OptionalLong.of(entry.gid()),
            groups,
            Map.of()));
  }

  @Override
  public Health check() {
    try {
      calls.passwd("root");
      calls.groupName(NOBODYS_GROUP);
      return new Health.Ready("the name service answers");
    } catch (CallFailed failed) {
      return new Health.NotReady(
          "the name service does not answer (" + failed.getMessage() + "); see nsswitch.conf");
    }
  }
}
