package org.symbolon.scope;

import java.util.List;

/**
 * Something that a requester may have.
 *
 * @param pattern a scope, or a pattern without variables where there is no end of them: {@code
 *     storage.read:/data/**}
 * @param rule that gives it
 * @param asked the resolvers that decide over each scope when it is asked for; empty where the rule
 *     grants
 * @param except what earlier rules refuse of it, as patterns
 */
public record Possible(String pattern, Rule rule, List<String> asked, List<String> except) {
  public Possible {
    asked = List.copyOf(asked);
    except = List.copyOf(except);
  }

  /** "storage.modify:/data/** as files says, except storage.modify:/data/raw/**". */
  public String inWords() {
    return pattern
        + (asked.isEmpty() ? "" : "  as " + String.join(" and ", asked) + " allows")
        + (except.isEmpty() ? "" : "  except " + String.join(", ", except));
  }
}
