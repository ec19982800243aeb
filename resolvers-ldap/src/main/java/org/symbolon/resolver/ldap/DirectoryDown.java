package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.LDAPException;

/**
 * The directory gave no answer that counts: neither yes nor no.
 *
 * <p>Its message says why, in one line.
 */
final class DirectoryDown extends Exception {
  private static final long serialVersionUID = 1L;

  DirectoryDown(String why) {
    super(why);
  }

  private DirectoryDown(String why, Throwable cause) {
    super(why, cause);
  }

  static DirectoryDown because(Server server, LDAPException cause) {
    return new DirectoryDown(
        "the directory %s: %s".formatted(server, cause.getResultCode().getName()), cause);
  }

  static DirectoryDown because(String why, Throwable cause) {
    return new DirectoryDown(why, cause);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
