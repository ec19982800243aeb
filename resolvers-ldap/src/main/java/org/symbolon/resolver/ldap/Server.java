package org.symbolon.resolver.ldap;

import java.net.InetAddress;

/**
 * Where a directory is.
 *
 * @param tls how the connection is protected, where it is
 */
record Server(String host, int port, Security security, Tls tls) {
  /** How the connection is protected. */
  enum Security {
    NONE,
    START_TLS,
    TLS
  }

  /** Whether a password sent there is seen by nobody on the way. */
  boolean keepsSecrets() {
    return security != Security.NONE || isLoopback();
  }

  /** An address, not a name that looks like one: who answers to a name others may decide. */
  private boolean isLoopback() {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
