package org.symbolon.resolve;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

/** What one source said of a person, for explain. */
public record SourceSaid(String resolver, AccountAnswer answer) {
  /** "uid 5001, gid 100, groups project1 (gid 12350), users (gid 100)". */
  public String inWords() {
    return switch (answer) {
      case AccountAnswer.Found found -> inWords(found.contribution());
      case AccountAnswer.UnknownUser unknown -> "knows nobody of this name";
      case AccountAnswer.Disabled disabled -> "says the account is disabled: " + disabled.why();
      case AccountAnswer.Unavailable down -> "can not say: " + down.why();
    };
  }

  private static String inWords(Contribution found) {
    StringBuilder words = new StringBuilder();
    found.name().ifPresent(name -> words.append(", name ").append(name));
    found.uid().ifPresent(uid -> words.append(", uid ").append(uid));
    found.gid().ifPresent(gid -> words.append(", gid ").append(gid));
    if (!found.groups().isEmpty()) {
      words
          .append(", groups ")
          .append(
              found.groups().stream()
                  .map(Group::inWords)
                  .collect(Collectors.toCollection(TreeSet::new))
                  .stream()
                  .collect(Collectors.joining(", ")));
    }
    if (!found.attributes().isEmpty()) {
      words
          .append(", attributes ")
          .append(String.join(", ", new TreeSet<>(found.attributes().keySet())));
    }
    return words.isEmpty() ? "knows the name, and nothing else" : words.substring(2);
  }
}
