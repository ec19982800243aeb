package org.symbolon.keys;

/** The life of a signing key; it is published in all three states. */
public enum KeyState {
  /** Published, so that verifiers that cache keys for days know it before it signs. */
  NEXT,
  SIGNING,
  /** Signs no more, but what it signed may still be alive. */
  RETIRED
}
