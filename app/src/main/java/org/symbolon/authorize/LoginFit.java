package org.symbolon.authorize;

import org.symbolon.protocol.ProtocolError;

/** Whether somebody who signed in is whom, and did it as, a request demands. */
public sealed interface LoginFit {
  /** They are. */
  record Fits() implements LoginFit {}

  /**
   * They are not.
   *
   * @param error what the client is told where nobody else can be asked
   */
  record Unfit(ProtocolError error) implements LoginFit {}

  /** A source of truth is down: neither yes nor no. */
  record Unavailable(String detail) implements LoginFit {}
}
