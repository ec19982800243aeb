package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;

/**
 * Finds people with their groups, in one round trip where the schema permits: what can be asked
 * before the person's entry is known is asked together with it.
 */
final class People {
  private final Directory directory;
  private final Users users;
  private final Optional<Groups> groups;
  private final Guess guess;

  /** A person with the groups the directory lists. */
  record Person(User user, Set<Group> groups) {}

  People(Directory directory, Users users, Optional<Groups> groups, Guess guess) {
    this.directory = directory;
    this.users = users;
    this.groups = groups;
    this.guess = guess;
  }

  /** The entry alone. */
  Optional<User> entry(String name, Deadline deadline) throws DirectoryDown {
    return Users.isPlausible(name)
        ? users.one(directory.ask(List.of(users.named(name)), deadline).getFirst(), name)
        : Optional.empty();
  }

  /**
   * @param name any text at all
   */
  Optional<Person> find(String name, Deadline deadline) throws DirectoryDown {
    if (!Users.isPlausible(name)) {
      return Optional.empty();
    }
    if (groups.isEmpty()) {
      return entry(name, deadline).map(user -> new Person(user, Set.of()));
    }
    Optional<DN> likely = guess.entry(name);
    List<Question> questions = new ArrayList<>();
    questions.add(users.named(name));
    List<Long> numbers = guess.primaryGroups();
    questions.add(groups.get().likelyPrimary(name, numbers));
    ahead(groups.get(), name, likely).ifPresent(questions::add);
    List<List<SearchResultEntry>> answers = directory.ask(questions, deadline);
    Optional<User> found = users.one(answers.get(0), name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    User user = found.get();
    DN dn = Names.dn(user.entry());
    guess.learn(user, dn);
    GroupsOfOne search = new GroupsOfOne(directory, groups.get(), user, dn, deadline);
    if (answers.size() > 2 && (isByName() || likely.equals(Optional.of(dn)))) {
      search.members(answers.get(2));
    }
    search.primaryAmong(answers.get(1), numbers);
    return Optional.of(new Person(user, search.all()));
  }

  private boolean isByName() {
    return groups.orElseThrow().layout().membership() == Groups.Membership.NAMES;
  }

  /** Which groups list the person can be asked as soon as it is known what they list. */
  private static Optional<Question> ahead(Groups groups, String name, Optional<DN> likely) {
    return groups.layout().membership() == Groups.Membership.NAMES
        ? Optional.of(groups.listingName(name))
        : likely.map(groups::listing);
  }

  /** Whether the bases can be read. */
  void check(Deadline deadline) throws DirectoryDown {
    List<String> bases = new ArrayList<>(List.of(users.layout().base()));
    groups.ifPresent(some -> bases.add(some.layout().base()));
    directory.require(bases, deadline);
  }
}
