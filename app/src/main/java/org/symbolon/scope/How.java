package org.symbolon.scope;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion.Subtree;

/** How a rule decides the scopes it matches. */
public sealed interface How {
  /** "grants", "asks files and directory, all of whom must agree". */
  default String inWords() {
    return switch (this) {
      case Grant grant -> "grants";
      case Refuse refuse -> "refuses";
      case Ask ask -> "asks " + String.join(" and ", ask.resolvers()) + ask.agreement();
    };
  }

  /** Granted without asking. */
  record Grant() implements How {}

  /**
   * Refused without asking; also any wider scope that would include what the rule names.
   *
   * @param why a sentence the person may read
   */
  record Refuse(String why) implements How {}

  /**
   * As these resolvers say.
   *
   * @param resolvers their configured names, at least one
   * @param subtree present where a grant counts only if somebody has looked at all that lies below
   *     the path
   */
  record Ask(List<String> resolvers, Quorum quorum, Optional<Subtree> subtree) implements How {
    /** About the named path alone. */
    public Ask(List<String> resolvers, Quorum quorum) {
      this(resolvers, quorum, Optional.empty());
    }

    public Ask {
      resolvers = List.copyOf(new LinkedHashSet<>(resolvers));
      if (resolvers.isEmpty()) {
        throw new IllegalArgumentException("a rule that asks names a resolver");
      }
    }

    private String agreement() {
      if (resolvers.size() == 1) {
        return "";
      }
      return switch (quorum) {
        case ALL -> ", none of which may refuse";
        case ANY -> ", of which one must grant";
      };
    }
  }

  /** How several resolvers' verdicts make one. A resolver to which it is no matter has no voice. */
  enum Quorum {
    /** One refusal refuses, even while another resolver can not answer. */
    ALL,
    /** One grant grants, even while another resolver can not answer. */
    ANY
  }
}
