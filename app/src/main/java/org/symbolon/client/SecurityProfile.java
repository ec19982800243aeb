package org.symbolon.client;

/** By which profile's rules a client is held, beyond those for everybody. */
public enum SecurityProfile {
  USUAL,
  /** FAPI 2.0 Security Profile §5.3: every rule for the server, whatever the client would like. */
  FAPI2
}
