package org.symbolon.scope;

import java.util.List;

/** What became of one scope. */
public sealed interface Outcome {
  /** As it was asked for. */
  Scope asked();

  /** How it came about. */
  Trace trace();

  /**
   * @param scope what is granted: {@code asked}, or a part of it where the ceiling allows no more
   * @param reasons why, in sentences a person may read
   * @param subtreeChecked whether what lies below the path was looked at too
   */
  record Granted(
      Scope asked,
      Scope scope,
      Rule rule,
      List<String> reasons,
      boolean subtreeChecked,
      Trace trace)
      implements Outcome {
    public Granted {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * @param reason a sentence the person may read
   * @param privateReason for the log and for explain: names rules and resolvers
   */
  record Refused(Scope asked, String reason, String privateReason, Trace trace)
      implements Outcome {}

  /**
   * A name that is no authorization and that no rule knows: as if it had not been asked for (OpenID
   * Connect Core §3.1.2.1).
   */
  record Ignored(Scope asked, Trace trace) implements Outcome {}

  /**
   * A needed verdict is missing: neither granted nor refused.
   *
   * @param unavailable at least one
   */
  record Undecided(Scope asked, List<Unavailable> unavailable, Trace trace) implements Outcome {
    public Undecided {
      unavailable = List.copyOf(unavailable);
    }
  }

  /** A resolver that could not answer. {@code why} is for the log. */
  record Unavailable(String resolver, String why) {}
}
