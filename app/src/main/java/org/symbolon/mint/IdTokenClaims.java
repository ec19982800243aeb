package org.symbolon.mint;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.scope.ScopeSet;

/**
 * What goes into one ID token (OpenID Connect Core §2).
 *
 * @param subject the same as in the access token issued with it
 * @param issuedAt the request's time; its fraction of a second is dropped
 * @param lifetime whole seconds
 * @param algorithm where the client wants another than the issuer's first
 * @param nonce as the authorization request had it
 * @param accessToken the one issued with it, for {@code at_hash}
 * @param granted which of the person's claims are told, see {@link PersonClaims}
 * @param groups what is told of the person's groups
 * @param grant what it is issued with, by which it can be exchanged; absent where it can not
 * @param acting {@code act}: who acts for the person (RFC 8693 §4.1)
 * @param person what is known of the person, by the standard claims' names (§5.1)
 */
public record IdTokenClaims(
    String subject,
    ClientId client,
    Instant issuedAt,
    Duration lifetime,
    Optional<String> algorithm,
    Instant authenticatedAt,
    Optional<String> nonce,
    Optional<String> accessToken,
    ScopeSet granted,
    GroupClaims groups,
    Optional<GrantId> grant,
    Optional<Map<String, Object>> acting,
    Map<String, Object> person) {
  public IdTokenClaims {
    person = Map.copyOf(person);
  }

  /** Of no grant that could be exchanged. */
  public IdTokenClaims(
      String subject,
      ClientId client,
      Instant issuedAt,
      Duration lifetime,
      Optional<String> algorithm,
      Instant authenticatedAt,
      Optional<String> nonce,
      Optional<String> accessToken,
      ScopeSet granted,
      GroupClaims groups,
      Map<String, Object> person) {
    this(
        subject,
        client,
        issuedAt,
        lifetime,
        algorithm,
        authenticatedAt,
        nonce,
        accessToken,
        granted,
        groups,
        Optional.empty(),
        Optional.empty(),
        person);
  }

  /** The access token is never printed. */
  @Override
  public String toString() {
    return "IdTokenClaims[subject=" + subject + ", client=" + client + "]";
  }
}
