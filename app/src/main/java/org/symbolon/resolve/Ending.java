package org.symbolon.resolve;

/** How a question to a resolver ended, for metrics and the log. */
public enum Ending {
  ANSWERED,
  /** Answered from an earlier answer: the resolver was not asked. */
  CACHED,
  /** The resolver said that its source is unavailable. */
  DOWN,
  /** No thread was free in time. */
  BUSY,
  /** The deadline passed while the resolver was at it. */
  SLOW,
  /** Not asked: too many questions before had no answer. */
  OPEN,
  /** No answer could be had, and an earlier one stood in. */
  STALE,
  /** It threw, or gave an answer that the contract forbids. */
  DEFECT,
  /** The request had no time left or was interrupted: no word on the resolver. */
  GIVEN_UP;

  /** Whether it says anything about how the resolver is now. */
  boolean isNews() {
    return this != CACHED && this != GIVEN_UP && this != OPEN;
  }
}
