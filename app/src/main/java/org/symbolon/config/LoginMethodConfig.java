package org.symbolon.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One way to log in. */
public sealed interface LoginMethodConfig {
  /** Short and stable: stored with every person who came this way. */
  String name();

  /** What the sign-in choice shows. */
  String label();

  /**
   * An institution's OpenID provider.
   *
   * @param issuer where its discovery document is; https except on loopback
   * @param clientSecret absent where the gateway is a public client there
   * @param scopes asked for there; {@code openid} is among them
   * @param usernameClaim the claim that makes the local name
   * @param usernamePattern what that claim must look like, as a whole
   * @param extraParameters added to the authorization request there
   * @param askUserinfo whether its userinfo endpoint is asked too
   * @param connectTimeout of each call; 5 seconds by default
   * @param timeout of each call as a whole; 10 seconds by default
   */
  record Oidc(
      String name,
      String label,
      URI issuer,
      String clientId,
      Optional<Secret> clientSecret,
      List<String> scopes,
      String usernameClaim,
      Pattern usernamePattern,
      Recheck recheck,
      Map<String, String> extraParameters,
      boolean askUserinfo,
      Duration connectTimeout,
      Duration timeout)
      implements LoginMethodConfig {
    public Oidc {
      scopes = List.copyOf(scopes);
      extraParameters = Map.copyOf(extraParameters);
    }
  }

  /** How a held identity is checked anew; how often is the issuer's matter. */
  enum Recheck {
    /** With the upstream's refresh token. */
    REFRESH_TOKEN,
    /** Not at all: the upstream gives none. */
    NONE
  }

  /** Accounts of the configuration itself, for development and small labs. */
  record Local(String name, String label, List<Account> accounts) implements LoginMethodConfig {
    public Local {
      accounts = List.copyOf(accounts);
    }

    /**
     * @param name the local name, distinct within the login method
     * @param passwordHash Argon2id in PHC form: {@code $argon2id$v=19$…}
     * @param claims what userinfo says, values as JSON would have them
     */
    public record Account(
        String name, String passwordHash, Set<String> groups, Map<String, Object> claims) {
      public Account {
        groups = Set.copyOf(groups);
        claims = Map.copyOf(claims);
      }

      @Override
      public String toString() {
        return "Account[name=" + name + "]";
      }
    }
  }
}
