package org.symbolon.exchange;

import java.util.Locale;

/** What an exchange is for. */
public enum Mode {
  /** A service turns a person's token that was meant for it into one for a service behind it. */
  ON_BEHALF_OF,
  /** As that, and the result says who acts (RFC 8693 §1.1). */
  DELEGATE,
  /** A marked client gets a token for somebody without that person's own token for it. */
  IMPERSONATE,
  /** The client that a token was issued to gets a narrower one. */
  DOWNSCOPE,
  /** A service gets a grant from which short tokens are drawn for days. */
  JOB;

  /** As in the configuration and the audit: {@code on-behalf-of}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
