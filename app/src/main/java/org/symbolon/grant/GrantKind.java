package org.symbolon.grant;

/** What made a grant. */
public enum GrantKind {
  /** A person's login at the institution: the root of all that it led to. */
  LOGIN,
  /** An authorization code redeemed. */
  CODE,
  /** A device code redeemed. */
  DEVICE
}
