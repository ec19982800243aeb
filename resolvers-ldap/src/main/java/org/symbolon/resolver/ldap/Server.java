package org.symbolon.resolver.ldap;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where the directory is.
 *
 * @param authorities PEM file of those who may vouch for it; the platform's own unless given
 */
record Server(String host, int port, Security security, Optional<Path> authorities) {
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
