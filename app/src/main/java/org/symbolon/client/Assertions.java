package org.symbolon.client;

import org.symbolon.issuer.Issuer;

/**
 * The port through which a client's signed assertion is checked (RFC 7523 §3): signature, audience,
 * times, and that it is used once only.
 */
public interface Assertions {
  /** For where no client has a key. */
  Assertions NONE = (issuer, client, assertion) -> new Checked.Refused("no assertions here");

  /**
   * @param client whose method takes an assertion
   * @param assertion as presented
   */
  Checked check(Issuer issuer, Client client, String assertion);

  /** What came of it. */
  sealed interface Checked {
    record Proved() implements Checked {}

    /**
     * @param why for the log
     */
    record Refused(String why) implements Checked {}

    /** Its keys can not be had now: neither yes nor no. */
    record Unavailable(String why) implements Checked {}
  }
}
