package org.symbolon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.condition.Condition;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;
import org.symbolon.protocol.SecretText;

/**
 * A client of one issuer.
 *
 * @param name shown to people
 * @param scopes patterns of what it may ask for; the policy's rules still decide. None: for people
 *     it may ask for whatever the rules give them. For client credentials this is the ceiling, and
 *     none means nothing
 * @param audiences where it differs from the issuer's
 * @param introspects may ask about every token of its issuer, not only about those meant for it
 * @param serves the audiences that this client is: a token for one of them is meant for it. The
 *     operator alone says so
 * @param alwaysRefresh gets refresh tokens without asking for {@code offline_access}
 * @param trusted people are not asked whether it may act for them; the operator alone says so
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
    Set<String> serves,
    boolean alwaysRefresh,
    Optional<OnRefused> onRefused,
    Optional<String> algorithm,
    Overrides overrides,
    OpenIdOptions openId,
    Preferences preferences,
    boolean trusted) {
  public Client {
    grantTypes = Set.copyOf(grantTypes);
    redirectUris = List.copyOf(redirectUris);
    scopes = List.copyOf(scopes);
    serves = Set.copyOf(serves);
  }

  /** Whether people log in for it. */
  public boolean forPeople() {
    return grantTypes.contains(GrantType.AUTHORIZATION_CODE)
        || grantTypes.contains(GrantType.DEVICE_CODE)
        || grantTypes.contains(GrantType.PASSWORD)
        || openId.responseTypes().stream().anyMatch(type -> !type.hasCode());
  }

  /** The JWS name of its ID tokens, where it is not the issuer's. */
  public Optional<String> idTokenAlgorithm() {
    return preferences.idTokenAlgorithm().or(() -> algorithm);
  }

  /** The public keys it signs by: assertions, and request objects. */
  public Optional<ClientKeys> keys() {
    return authentication instanceof Authentication.PrivateKeyJwt(ClientKeys own)
        ? Optional.of(own)
        : preferences.keys();
  }

  public boolean isPublic() {
    return authentication instanceof Authentication.None;
  }

  /** How the client proves who it is (RFC 6749 §2.3). */
  public sealed interface Authentication {
    /** A public client. */
    record None() implements Authentication {}

    /**
     * A shared secret; any of the hashes matches, so that one can be replaced.
     *
     * @param by how it must be sent
     * @param expires from when on none of them proves anything
     */
    record Secret(List<SecretHash> hashes, Sent by, Instant expires) implements Authentication {
      public Secret {
        hashes = List.copyOf(hashes);
      }

      /** By Basic or in the form, for ever. */
      public Secret(List<SecretHash> hashes) {
        this(hashes, Sent.EITHER, Instant.MAX);
      }
    }

    /** How a client sends its secret. */
    enum Sent {
      BASIC,
      POST,
      EITHER
    }

    /**
     * {@code client_secret_jwt}: it signs with the secret, so that its check needs it in clear.
     *
     * @param expires from when on it proves nothing
     */
    record SecretJwt(SecretText secret, Instant expires) implements Authentication {
      /** For ever. */
      public SecretJwt(SecretText secret) {
        this(secret, Instant.MAX);
      }
    }

    /** {@code private_key_jwt} (OpenID Connect Core §9). */
    record PrivateKeyJwt(ClientKeys keys) implements Authentication {}

    /** {@code tls_client_auth}: a certificate of this name, by a configured authority. */
    record Tls(CertificateName name) implements Authentication {}

    /** {@code self_signed_tls_client_auth}: one of the certificates in its keys. */
    record SelfSignedTls(ClientKeys keys) implements Authentication {}

    /**
     * A workload without a secret of its own: it shows what its platform signs for it.
     *
     * @param issuer the configured name of the foreign issuer
     * @param when must hold of the claims
     */
    record Workload(String issuer, Condition when) implements Authentication {}

    /** From when on it proves nothing, whatever is shown (RFC 7591 §3.2.1). */
    default Instant expires() {
      return Instant.MAX;
    }

    /** Its names as metadata have them (RFC 8414 §2). */
    default List<String> methods() {
      return switch (this) {
        case None none -> List.of("none");
        case Secret secret ->
            switch (secret.by()) {
              case BASIC -> List.of("client_secret_basic");
              case POST -> List.of("client_secret_post");
              case EITHER -> List.of("client_secret_basic", "client_secret_post");
            };
        case SecretJwt secretJwt -> List.of("client_secret_jwt");
        case PrivateKeyJwt privateKeyJwt -> List.of("private_key_jwt");
        case Tls tls -> List.of("tls_client_auth");
        case SelfSignedTls tls -> List.of("self_signed_tls_client_auth");
        // RFC 7523 has no name for an assertion that somebody else signed: on the wire it is this.
        case Workload workload -> List.of("private_key_jwt");
      };
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
