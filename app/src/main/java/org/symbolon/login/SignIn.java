package org.symbolon.login;

import java.time.Duration;
import java.util.Optional;

/** What came of an attempt to sign in. */
public sealed interface SignIn {
  /**
   * The person is signed in: give the browser its new session and go on with the transaction.
   *
   * @param transaction its secret
   * @param session the secret for the browser's cookie
   */
  record Done(String transaction, String session) implements SignIn {}

  /** The person pressed cancel, or the institution refused. The transaction is still open. */
  record Cancelled(Open open, String why) implements SignIn {}

  /** Known, but did not sign in as lately as the program demands; {@code detail} is for the log. */
  record Stale(Open open, String detail) implements SignIn {}

  /** The institution's answer failed a check; {@code detail} is for the log. */
  record Invalid(Open open, String detail) implements SignIn {}

  /**
   * @param system in words that begin a sentence
   * @param detail for the log
   */
  record Unavailable(Open open, String system, String detail) implements SignIn {}

  /** Signed in, but not as somebody this site knows by name. {@code detail} is for the log. */
  record NoName(Open open, String who, String why, String detail) implements SignIn {}

  /** No such account, or not its password: not told apart. */
  record Wrong() implements SignIn {}

  /** Too many failures, or too much to do; try again later. */
  record Later(Optional<Duration> retryAfter) implements SignIn {}

  /** No transaction of this browser waits for this, or another attempt was first. */
  record NotUnderWay() implements SignIn {}

  /** A transaction and the secret it is known by. */
  record Open(String secret, Transaction transaction) {}
}
