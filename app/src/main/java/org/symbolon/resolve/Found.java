package org.symbolon.resolve;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

/**
 * What the sources asked so far have found of one person.
 *
 * @param merged under the site's names
 * @param said which source gave each number: {@code uid}, {@code gid}, {@code the group icecube}
 * @param settled whether a source has said all groups that count
 */
record Found(Contribution merged, Map<String, Said> said, boolean settled) {
  private static final String GROUP = "the group ";

  static final Found NOTHING = new Found(Contribution.NONE, Map.of(), false);

  Found {
    said = Map.copyOf(said);
  }

  /** A number and whose word it is. */
  record Said(String source, long number) {}

  /** What comes of another source's word. */
  sealed interface Result {
    record Joined(Found found) implements Result {}

    /** The sources contradict each other: nobody knows whose files these are. */
    record Conflict(String detail) implements Result {}
  }

  /** With what one more source says. */
  Result and(SourceGroups source, Contribution raw) {
    AccountStep step = source.step();
    boolean counts = counts(step.groups());
    Contribution counting = counts ? raw : SourceGroups.with(raw, Set.of());
    boolean only = step.groups() == GroupUse.ONLY;
    Map<String, Said> all = new HashMap<>(said);
    if (only) {
      all.keySet().removeIf(what -> what.startsWith(GROUP));
    }
    for (Map.Entry<String, Long> number : numbers(counting).entrySet()) {
      Said before = all.putIfAbsent(number.getKey(), new Said(step.resolver(), number.getValue()));
      if (before != null
          && before.number() != number.getValue()
          && !before.source().equals(step.resolver())) {
        return new Result.Conflict(conflict(number.getKey(), step, number.getValue(), before));
      }
    }
    Contribution earlier = only ? SourceGroups.with(merged, Set.of()) : merged;
    return new Result.Joined(
        new Found(Merge.of(earlier, source.named(counting)), all, settled || only));
  }

  /** With a source that does not know the person: it may have been the only one that counts. */
  Found without(AccountStep step) {
    return step.groups() == GroupUse.ONLY
        ? new Found(SourceGroups.with(merged, Set.of()), said, true)
        : this;
  }

  private boolean counts(GroupUse use) {
    return switch (use) {
      case UNION -> !settled;
      case FIRST -> !settled && merged.groups().isEmpty();
      case ONLY -> true;
      case NONE -> false;
    };
  }

  /**
   * The numbers that must agree: a group's under the name that the source itself has for it, since
   * several may have been renamed to one.
   */
  private static Map<String, Long> numbers(Contribution said) {
    Map<String, Long> numbers = new TreeMap<>();
    said.uid().ifPresent(uid -> numbers.put("uid", uid));
    said.gid().ifPresent(gid -> numbers.put("gid", gid));
    for (Group group : said.groups()) {
      if (group.name().isPresent() && group.gid().isPresent()) {
        numbers.put(GROUP + group.name().get() + " gid", group.gid().getAsLong());
      }
    }
    return numbers;
  }

  private static String conflict(String what, AccountStep step, long says, Said before) {
    return "the sources contradict each other: "
        + step.resolver()
        + " says "
        + what
        + " "
        + says
        + ", "
        + before.source()
        + " says "
        + before.number();
  }
}
