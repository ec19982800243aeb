package org.symbolon.resolver;

/** Answers: is this the right password? */
public interface PasswordVerifier {
  /**
   * @param password never kept, never logged; the host wipes it afterwards
   */
  PasswordAnswer verify(String username, char[] password, Deadline deadline);

  /** The answer. */
  sealed interface PasswordAnswer {
    record Right() implements PasswordAnswer {}

    /** Wrong password, no such user or locked: not told apart, on purpose. */
    record Wrong() implements PasswordAnswer {}

    /** The source could not answer. */
    record Unavailable(String why) implements PasswordAnswer {}
  }
}
