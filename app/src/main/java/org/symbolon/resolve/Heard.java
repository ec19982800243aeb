package org.symbolon.resolve;

/** What came back from a call: an answer, or none. */
sealed interface Heard<T> {
  record Answer<T>(T value) implements Heard<T> {}

  /**
   * @param why for the log
   */
  record Nothing<T>(Ending ending, String why) implements Heard<T> {}
}
