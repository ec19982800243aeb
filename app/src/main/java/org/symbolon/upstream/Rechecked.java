package org.symbolon.upstream;

import org.symbolon.grant.Login;

/** Whether a held login may still be used. */
public sealed interface Rechecked {
  /**
   * @param login with what the institution said last
   */
  record StillWelcome(Login login) implements Rechecked {}

  /** The institution said no, or the login is gone: everything from it has ended. */
  record NotWelcome() implements Rechecked {}

  /**
   * The institution could not say for longer than tolerated. Neither yes nor no: try again later,
   * nothing ends.
   *
   * @param why for the log
   */
  record OutageTooLong(String why) implements Rechecked {}
}
