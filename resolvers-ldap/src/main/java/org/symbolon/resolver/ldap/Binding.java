package org.symbolon.resolver.ldap;

/** As whom the directory is searched. */
sealed interface Binding {
  /** As nobody in particular. */
  record Anonymous() implements Binding {}

  /** By name and password (RFC 4513 §5.1.3). */
  record Simple(String dn, String password) implements Binding {
    @Override
    public String toString() {
      return dn;
    }
  }

  /** As whom the client certificate names (SASL EXTERNAL, RFC 4422 appendix A). */
  record External() implements Binding {}
}
