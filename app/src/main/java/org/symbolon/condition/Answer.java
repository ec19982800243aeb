package org.symbolon.condition;

/** What a condition says of some facts. */
public sealed interface Answer {
  record Yes() implements Answer {}

  record No() implements Answer {}

  /**
   * Neither: a fact is missing, a value is of another kind than the condition takes it for, or the
   * cost went past the bound. Never to be taken for a yes; where a no would allow more, not for a
   * no either.
   *
   * @param why for an administrator: "key 'loa' is not present in map."
   */
  record Failed(String why) implements Answer {}
}
