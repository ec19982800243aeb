package org.symbolon.resolver.ldap;

import java.util.Set;

/**
 * Where a directory is.
 *
 * @param tls how the connection is protected, where it is
 */
record Server(String host, int port, Security security, Tls tls) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  /** How the connection is protected. */
  enum Security {
    NONE,
    START_TLS,
    TLS
  }

  /** Whether a password sent there is seen by nobody on the way. */
  boolean keepsSecrets() {
    return security != Security.NONE || LOOPBACK.contains(host);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
