package org.symbolon.register;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.fetch.Reach;

/**
 * Whether and as what clients may register themselves at an issuer.
 *
 * @param methods by which a client may authenticate
 * @param scopes patterns, of which a client may register those it names letter by letter; not empty
 *     where clients may register
 * @param unusedFor after so long without use a registration ends
 * @param secretLifetime after which a secret has to be replaced; absent where it never has
 * @param reach which addresses those URIs of clients may have that this server fetches or calls
 * @param ownerScope the scope of a person's access token that lets them register clients of their
 *     own; present where they may
 * @param statements by whom a software statement may be signed
 */
public record RegistrationSettings(
    Mode mode,
    Set<Method> methods,
    List<String> scopes,
    Duration unusedFor,
    Optional<Duration> secretLifetime,
    Reach reach,
    Optional<String> ownerScope,
    List<StatementIssuer> statements) {
  public static final Duration DEFAULT_UNUSED = Duration.ofDays(30);

  /** Where nobody is asked for a certificate. */
  public static final Set<Method> WITHOUT_CERTIFICATES =
      Set.of(Method.NONE, Method.BASIC, Method.POST, Method.SECRET_JWT, Method.PRIVATE_KEY_JWT);

  public static final RegistrationSettings OFF =
      new RegistrationSettings(
          Mode.OFF,
          Set.of(),
          List.of(),
          DEFAULT_UNUSED,
          Optional.empty(),
          Reach.PUBLIC,
          Optional.empty(),
          List.of());

  public RegistrationSettings {
    methods = Set.copyOf(methods);
    scopes = List.copyOf(scopes);
    statements = List.copyOf(statements);
  }

  /** Who may register a client. */
  public enum Mode {
    /** Nobody: there is no such endpoint. */
    OFF,
    /** Anybody, within limits. */
    OPEN,
    /** Whoever has an initial access token, which an operator makes. */
    TOKEN,
    /** People, with an access token that has the scope for it: the client is theirs. */
    OWNED
  }

  /**
   * Vouches for software (RFC 7591 §2.3).
   *
   * @param name {@code iss} of its statements
   */
  public record StatementIssuer(String name, ClientKeys keys) {}

  /** Whether a certificate of a client could ever be seen. */
  public boolean seesCertificates() {
    return methods.contains(Method.SELF_SIGNED_TLS);
  }

  public boolean isOn() {
    return mode != Mode.OFF;
  }
}
