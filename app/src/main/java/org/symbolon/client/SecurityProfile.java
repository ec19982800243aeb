package org.symbolon.client;

import java.util.Set;

/** By which profile's rules a client is held, beyond those for everybody. */
public enum SecurityProfile {
  USUAL,
  /** FAPI 2.0 Security Profile §5.3: every rule for the server, whatever the client would like. */
  FAPI2;

  /** FAPI 2.0 Security Profile §5.4.1. */
  private static final Set<String> FAPI_ALGORITHMS = Set.of("PS256", "ES256", "EdDSA");

  /**
   * Whether the client may sign by it what it shows here: assertions, proofs, request objects.
   *
   * @param algorithm a JWS name, good otherwise
   */
  public boolean allows(String algorithm) {
    return switch (this) {
      case USUAL -> true;
      case FAPI2 -> FAPI_ALGORITHMS.contains(algorithm);
    };
  }
}
