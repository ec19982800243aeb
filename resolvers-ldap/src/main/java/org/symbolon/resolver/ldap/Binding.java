package org.symbolon.resolver.ldap;

/** As whom the directory is searched. */
record Binding(String dn, String password) {
  @Override
  public String toString() {
    return dn;
  }
}
