package org.symbolon.grant;

/** What made a grant. */
public enum GrantKind {
  /** A person's login at the institution: the root of all that it led to. */
  LOGIN,
  /** A foreign issuer's word, where something of it is kept: a root without a login here. */
  FOREIGN,
  /** An authorization code redeemed. */
  CODE,
  /** A device code redeemed. */
  DEVICE,
  /** Tokens issued at the authorization endpoint: an old flow. */
  FRONT,
  /** A name and a password that a client passed on: an old flow. */
  PASSWORD,
  /** A token exchanged for something that can be refreshed. */
  EXCHANGE,
  /** A token exchanged for a job grant, from which short tokens are drawn. */
  JOB
}
