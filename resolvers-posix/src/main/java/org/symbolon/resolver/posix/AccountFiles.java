package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
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

/** Accounts from a passwd and a group file, read again whenever one of them has changed. */
final class AccountFiles implements AccountLookup {
  private final WatchedFile<PasswdFile> passwd;
  private final WatchedFile<GroupFile> group;

  AccountFiles(Path passwdFile, Path groupFile) {
    this.passwd = new WatchedFile<>(passwdFile, PasswdFile::parse);
    this.group = new WatchedFile<>(groupFile, GroupFile::parse);
  }

  @Override
  public AccountAnswer find(String name, Deadline deadline) {
    if (!AccountName.possible(name)) {
      return new AccountAnswer.UnknownUser();
    }
    try {
      PasswdEntry entry = passwd.content().byName().get(name);
      return entry == null
          ? new AccountAnswer.UnknownUser()
          : new AccountAnswer.Found(contribution(entry, group.content()));
    } catch (IOException unreadable) {
      return new AccountAnswer.Unavailable("account files: " + unreadable.getMessage());
    }
  }

  private static Contribution contribution(PasswdEntry entry, GroupFile file) {
    Set<Long> numbers = new HashSet<>(file.groupsOf(entry.name()));
    numbers.add(entry.gid());
    Set<Group> groups = new HashSet<>();
    for (long number : numbers) {
      groups.add(new Group(Optional.ofNullable(file.names().get(number)), OptionalLong.of(number)));
    }
    return new Contribution(
        Optional.of(entry.name()),
        OptionalLong.of(entry.uid()),
        OptionalLong.of(entry.gid()),
        groups,
        Map.of());
  }

  @Override
  public Health check() {
    try {
      return new Health.Ready(
          passwd.content().byName().size()
              + " accounts, "
              + group.content().names().size()
              + " groups in files");
    } catch (IOException unreadable) {
      return new Health.NotReady("account files: " + unreadable.getMessage());
    }
  }
}
