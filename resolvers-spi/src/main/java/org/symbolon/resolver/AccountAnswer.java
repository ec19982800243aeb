package org.symbolon.resolver;

/** The answer to "who is this person here?". */
public sealed interface AccountAnswer {
  /** The source knows the person. */
  record Found(Contribution contribution) implements AccountAnswer {}

  /** The source answered and knows no such person. */
  record UnknownUser() implements AccountAnswer {}

  /**
   * The source knows the person and says they may not come in now.
   *
   * @param why for the log and for explain: "account expired on 2026-01-31"
   */
  record Disabled(String why) implements AccountAnswer {}

  /** The source could not answer; neither yes nor no. */
  record Unavailable(String why) implements AccountAnswer {}
}
