package org.symbolon.login;

import org.symbolon.upstream.Upstream;

/** One way to sign in at an issuer. */
public sealed interface LoginMethod {
  /** In the configuration and in addresses. */
  String name();

  /** What people read. */
  String label();

  /** At an institution. */
  record Institution(Upstream upstream) implements LoginMethod {
    @Override
    public String name() {
      return upstream.method();
    }

    @Override
    public String label() {
      return upstream.label();
    }
  }

  /** By name and password, here. */
  record Local(String name, String label, Passwords passwords) implements LoginMethod {}
}
