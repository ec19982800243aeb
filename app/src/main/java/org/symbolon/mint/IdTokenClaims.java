package org.symbolon.mint;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.scope.ScopeSet;

/**
 * What goes into one ID token (OpenID Connect Core §2).
 *
 * @param subject by which the client is told of the person, as {@link Subjects} makes it
 * @param issuedAt the request's time; its fraction of a second is dropped
 * @param lifetime whole seconds
 * @param algorithm where the client wants another than the issuer's first
 * @param nonce as the authorization request had it
 * @param boundTo what is issued with it
 * @param granted which of the person's claims are told, see {@link PersonClaims}
 * @param asked claims that are told though no scope opens them, since the request named them
 * @param groups what is told of the person's groups
 * @param grant what it is issued with, by which it can be exchanged; absent where it can not
 * @param acting {@code act}: who acts for the person (RFC 8693 §4.1)
 * @param person what is known of the person, by the standard claims' names (§5.1)
 * @param session {@code sid}: by which clients are told that the session ended (OpenID Connect
 *     Back-Channel Logout 1.0 §2.1)
 */
public record IdTokenClaims(
    String subject,
    ClientId client,
    Instant issuedAt,
    Duration lifetime,
    Optional<String> algorithm,
    Instant authenticatedAt,
    Optional<String> nonce,
    BoundTo boundTo,
    ScopeSet granted,
    Set<String> asked,
    GroupClaims groups,
    Optional<GrantId> grant,
    Optional<Map<String, Object>> acting,
    Map<String, Object> person,
    Optional<GrantId> session) {
  /** In no browser's session. */
  public IdTokenClaims(
      String subject,
      ClientId client,
      Instant issuedAt,
      Duration lifetime,
      Optional<String> algorithm,
      Instant authenticatedAt,
      Optional<String> nonce,
      BoundTo boundTo,
      ScopeSet granted,
      Set<String> asked,
      GroupClaims groups,
      Optional<GrantId> grant,
      Optional<Map<String, Object>> acting,
      Map<String, Object> person) {
    this(
        subject,
        client,
        issuedAt,
        lifetime,
        algorithm,
        authenticatedAt,
        nonce,
        boundTo,
        granted,
        asked,
        groups,
        grant,
        acting,
        person,
        Optional.empty());
  }

  /**
   * The same, issued in a browser's session.
   *
   * @param login what clients know it by: {@code sid}
   */
  public IdTokenClaims inSession(GrantId login) {
    return new IdTokenClaims(
        subject,
        client,
        issuedAt,
        lifetime,
        algorithm,
        authenticatedAt,
        nonce,
        boundTo,
        granted,
        asked,
        groups,
        grant,
        acting,
        person,
        Optional.of(login));
  }

  /**
   * What is issued together with an ID token, so that nobody can put another in its place (OpenID
   * Connect Core §3.3.2.11).
   *
   * @param accessToken for {@code at_hash}
   * @param code for {@code c_hash}
   * @param state of the authorization request, for {@code s_hash} (FAPI 1.0 Advanced §5.2.2.1)
   */
  public record BoundTo(
      Optional<String> accessToken, Optional<String> code, Optional<String> state) {
    public static final BoundTo NOTHING =
        new BoundTo(Optional.empty(), Optional.empty(), Optional.empty());

    public static BoundTo accessToken(String token) {
      return new BoundTo(Optional.of(token), Optional.empty(), Optional.empty());
    }

    /** Tokens and codes are never printed. */
    @Override
    public String toString() {
      return "BoundTo[…]";
    }
  }

  public IdTokenClaims {
    asked = Set.copyOf(asked);
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
        accessToken.map(BoundTo::accessToken).orElse(BoundTo.NOTHING),
        granted,
        Set.of(),
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
