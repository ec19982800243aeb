package org.symbolon.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * A client of one issuer.
 *
 * @param name shown to people
 * @param scopes patterns of what it may ask for; the policy's rules still decide. None: for people
 *     it may ask for whatever the rules give them. For client credentials this is the ceiling, and
 *     none means nothing
 * @param audiences where it differs from the issuer's
 * @param introspects may ask about every token of its issuer, not only about those meant for it
 * @param alwaysRefresh gets refresh tokens without asking for {@code offline_access}
 */
public record Client(
    IssuerId issuer,
    ClientId id,
    String name,
    Authentication authentication,
    Set<GrantType> grantTypes,
    List<String> redirectUris,
    List<String> scopes,
    Optional<Audiences> audiences,
    boolean introspects,
    boolean alwaysRefresh,
    Optional<OnRefused> onRefused,
    Optional<String> algorithm,
    Overrides overrides) {
  public Client {
    grantTypes = Set.copyOf(grantTypes);
    redirectUris = List.copyOf(redirectUris);
    scopes = List.copyOf(scopes);
  }

  public boolean isPublic() {
    return authentication instanceof Authentication.None;
  }

  /** How the client proves who it is (RFC 6749 §2.3). */
  public sealed interface Authentication {
    /** A public client. */
    record None() implements Authentication {}

    /**
     * A shared secret by Basic or in the form; any of the hashes matches, so that one can be
     * replaced.
     */
    record Secret(List<SecretHash> hashes) implements Authentication {
      public Secret {
        hashes = List.copyOf(hashes);
      }
    }
  }

  /** Lifetimes where they differ from the issuer's. */
  public record Overrides(
      Optional<Duration> accessToken,
      Optional<Duration> refreshIdle,
      Optional<Duration> refreshAbsolute,
      Optional<Duration> refreshGrace) {
    public static final Overrides NONE =
        new Overrides(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
