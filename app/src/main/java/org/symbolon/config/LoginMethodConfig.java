package org.symbolon.config;

import java.util.regex.Pattern;
import org.symbolon.login.LocalAccountsSettings;
import org.symbolon.login.PasswordLimits;
import org.symbolon.upstream.UpstreamSettings;

/** One way to log in. */
public sealed interface LoginMethodConfig {
  /** Short and stable: stored with every person who came this way. */
  String name();

  /** What the sign-in choice shows. */
  String label();

  /** An institution's OpenID provider. */
  record Oidc(UpstreamSettings settings) implements LoginMethodConfig {
    @Override
    public String name() {
      return settings.method();
    }

    @Override
    public String label() {
      return settings.label();
    }
  }

  /** Accounts of the configuration itself, for development and small labs. */
  record Local(String name, String label, LocalAccountsSettings settings)
      implements LoginMethodConfig {}

  /**
   * Passwords that one of the site's sources checks.
   *
   * @param resolver its configured name
   * @param names which form a name must have
   */
  record Directory(String name, String label, String resolver, Pattern names, PasswordLimits limits)
      implements LoginMethodConfig {}
}
