package org.symbolon.scope;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.resolver.ScopeQuestion;

/**
 * What is known of a request before any resolver is asked, and what is to be asked.
 *
 * @param items in the order of the request
 */
public record Plan(PolicyRequest request, List<Item> items) {
  public Plan {
    items = List.copyOf(items);
  }

  /** One scope, or one part of it that the ceiling allows. */
  public sealed interface Item {}

  /** No question is needed. */
  public record Settled(Outcome outcome) implements Item {}

  /**
   * The resolvers decide.
   *
   * @param scope what they are asked about: {@code asked} or a part of it
   */
  public record Asking(Scope asked, Scope scope, Rule rule, How.Ask ask, Trace trace)
      implements Item {
    /** The scope as the resolvers are asked about it. */
    ScopeQuestion question() {
      ScopeQuestion plain = scope.question();
      return plain.path().isEmpty()
          ? plain
          : new ScopeQuestion(plain.text(), plain.action(), plain.path(), ask.subtree());
    }
  }

  /**
   * A capability set: all of its scopes or none.
   *
   * @param name granted where each part is
   * @param parts one for each scope of the set
   */
  public record Whole(Outcome.Granted name, List<Item> parts) implements Item {
    public Whole {
      parts = List.copyOf(parts);
    }
  }

  private static Stream<Asking> asking(Item item) {
    return switch (item) {
      case Settled settled -> Stream.empty();
      case Asking asking -> Stream.of(asking);
      case Whole whole -> whole.parts().stream().flatMap(Plan::asking);
    };
  }

  /** The questions of the whole request, by resolver; each asked once. */
  public Map<String, List<ScopeQuestion>> questions() {
    Map<String, Set<ScopeQuestion>> questions = new LinkedHashMap<>();
    for (Asking asking : items.stream().flatMap(Plan::asking).toList()) {
      for (String resolver : asking.ask().resolvers()) {
        questions.computeIfAbsent(resolver, name -> new LinkedHashSet<>()).add(asking.question());
      }
    }
    Map<String, List<ScopeQuestion>> lists = new LinkedHashMap<>();
    questions.forEach((resolver, asked) -> lists.put(resolver, List.copyOf(asked)));
    return lists;
  }
}
