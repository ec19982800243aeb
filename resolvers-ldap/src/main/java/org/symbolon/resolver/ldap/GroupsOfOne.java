package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.ldap.Groups.Membership;

/** The search for one person's groups: what is known of them so far, and what is still to ask. */
final class GroupsOfOne {
  private final Directory directory;
  private final Groups groups;
  private final User user;
  private final DN dn;
  private final Deadline deadline;
  private final Map<DN, SearchResultEntry> found = new LinkedHashMap<>();

  /** Those that need not list the person. */
  private final Set<DN> primary = new LinkedHashSet<>();

  private boolean membersKnown;
  private boolean primaryKnown;

  GroupsOfOne(Directory directory, Groups groups, User user, DN dn, Deadline deadline) {
    this.directory = directory;
    this.groups = groups;
    this.user = user;
    this.dn = dn;
    this.deadline = deadline;
  }

  /** The groups that list the person have been found already. */
  void members(List<SearchResultEntry> entries) throws DirectoryDown {
    add(entries);
    membersKnown = true;
  }

  /**
   * The primary group may be among these, which otherwise do not count.
   *
   * @param numbers all groups of these numbers are there
   */
  void primaryAmong(List<SearchResultEntry> candidates, List<Long> numbers) throws DirectoryDown {
    primaryKnown = user.gid().isPresent() && numbers.contains(user.gid().getAsLong());
    for (SearchResultEntry entry : candidates) {
      if (isPrimary(entry)) {
        addPrimary(List.of(entry));
      }
    }
  }

  Set<Group> all() throws DirectoryDown {
    List<DN> listed =
        groups.layout().membership() == Membership.LISTED ? groups.listedBy(user) : List.of();
    ask(listed);
    nest();
    Set<Group> all = new HashSet<>();
    for (SearchResultEntry entry : found.values()) {
      all.add(groups.read(entry));
    }
    for (DN name : listed) {
      if (!found.containsKey(name)) {
        groups.unseen(name).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Everything that is still open, in one round trip. */
  private void ask(List<DN> listed) throws DirectoryDown {
    List<Question> ofMembers = new ArrayList<>();
    List<Question> ofPrimary = new ArrayList<>();
    switch (groups.layout().membership()) {
      case NAMES -> {
        if (!membersKnown) {
          ofMembers.add(groups.listingName(user.name()));
        }
      }
      case ENTRIES -> {
        if (!membersKnown) {
          ofMembers.add(groups.listing(dn));
        }
      }
      case LISTED ->
          ofMembers.addAll(
              groups.called(listed.stream().filter(name -> !found.containsKey(name)).toList()));
    }
    if (user.gid().isPresent() && !knowsPrimary()) {
      ofPrimary.add(groups.numbered(user.gid().getAsLong()));
    }
    if (groups.layout().primaryByIdentifier()) {
      Optional<Filter> which = Sids.primaryGroup(user.entry());
      which.map(groups::matching).ifPresent(ofPrimary::add);
    }
    if (ofMembers.isEmpty() && ofPrimary.isEmpty()) {
      return;
    }
    List<Question> questions = new ArrayList<>(ofMembers);
    questions.addAll(ofPrimary);
    List<List<SearchResultEntry>> answers = directory.ask(questions, deadline);
    for (int at = 0; at < answers.size(); at++) {
      if (at >= ofMembers.size()) {
        addPrimary(answers.get(at));
      } else if (groups.layout().membership() == Membership.LISTED) {
        // Another group below the base may be called the same.
        addOnly(answers.get(at), listed);
      } else {
        add(answers.get(at));
      }
    }
  }

  private void nest() throws DirectoryDown {
    switch (groups.layout().nesting()) {
      case Nesting.None none -> {
        // Whose groups' groups do not count, or are listed already.
      }
      case Nesting.InChain inChain -> add(askAll(groups.listing(primary)));
      case Nesting.Levels levels -> {
        Set<DN> latest = new LinkedHashSet<>(found.keySet());
        for (int level = 0; level < levels.most() && !latest.isEmpty(); level++) {
          // Only what was not known before is followed: groups may list each other.
          latest = add(askAll(groups.listing(latest)));
        }
      }
    }
  }

  private List<SearchResultEntry> askAll(List<Question> questions) throws DirectoryDown {
    return questions.isEmpty()
        ? List.of()
        : directory.ask(questions, deadline).stream().flatMap(List::stream).toList();
  }

  private boolean knowsPrimary() throws DirectoryDown {
    if (primaryKnown) {
      return true;
    }
    for (SearchResultEntry entry : found.values()) {
      if (isPrimary(entry)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPrimary(SearchResultEntry entry) throws DirectoryDown {
    OptionalLong gid = groups.gid(entry);
    return gid.isPresent() && gid.equals(user.gid());
  }

  private void addPrimary(List<SearchResultEntry> entries) throws DirectoryDown {
    primary.addAll(add(entries));
  }

  private void addOnly(List<SearchResultEntry> entries, Collection<DN> these) throws DirectoryDown {
    for (SearchResultEntry entry : entries) {
      if (these.contains(Names.dn(entry))) {
        add(List.of(entry));
      }
    }
  }

  /**
   * @return those that are new
   */
  private Set<DN> add(List<SearchResultEntry> entries) throws DirectoryDown {
    Set<DN> added = new LinkedHashSet<>();
    for (SearchResultEntry entry : entries) {
      DN name = Names.dn(entry);
      if (found.putIfAbsent(name, entry) == null) {
        added.add(name);
      }
      if (found.size() > Answer.MOST_ENTRIES) {
        throw new DirectoryDown("%s is in more groups than anybody can be".formatted(dn));
      }
    }
    return added;
  }
}
