package org.symbolon.login;

import java.util.regex.Pattern;
import org.symbolon.upstream.Upstream;

/** One way to sign in at an issuer. */
public sealed interface LoginMethod {
  /** In the configuration and in addresses. */
  String name();

  /** What people read. */
  String label();

  /**
   * At an institution.
   *
   * @param usernameClaim the claim that makes the local name
   * @param usernamePattern what that claim must be, wholly
   */
  record Institution(Upstream upstream, String usernameClaim, Pattern usernamePattern)
      implements LoginMethod {
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
  record Local(String name, String label, PasswordCheck accounts) implements LoginMethod {}
}
