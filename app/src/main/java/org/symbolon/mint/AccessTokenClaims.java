package org.symbolon.mint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Audiences;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.GrantId;
import org.symbolon.scope.ScopeSet;

/**
 * What goes into one access token besides what the issuer says of itself.
 *
 * @param subject as {@link Subjects} makes it
 * @param scopes decided; may be empty
 * @param audiences at least one
 * @param permitted the client's audiences, or else the issuer's: which wildcard may pass
 * @param lineage the grant and its ancestors, the root first; empty for a client acting for itself
 * @param madeFrom the {@code jti} of the tokens it is exchanged from, the first one first
 * @param issuedAt the request's time; its fraction of a second is dropped
 * @param lifetime whole seconds; the caller has seen to it that no grant of the lineage ends before
 * @param algorithm where the client wants another than the issuer's first
 * @param authenticatedAt when the person proved who they are (RFC 9068 §2.2.1)
 * @param groups what is told of the person's groups
 * @param acting {@code act}: who acts for the subject (RFC 8693 §4.1)
 * @param mayAct {@code may_act}: who alone may (RFC 8693 §4.4)
 * @param confirmation {@code cnf}: what whoever presents it must prove (RFC 7800 §3.1)
 * @param extra further claims, none of {@link ReservedClaims}; values as JSON would have them
 * @param acr how the person proved who they are, in the institution's words (RFC 9068 §2.2.1)
 */
public record AccessTokenClaims(
    String subject,
    ClientId client,
    ScopeSet scopes,
    List<String> audiences,
    Audiences permitted,
    List<GrantId> lineage,
    List<String> madeFrom,
    Instant issuedAt,
    Duration lifetime,
    Optional<String> algorithm,
    Optional<Instant> authenticatedAt,
    GroupClaims groups,
    Optional<Map<String, Object>> acting,
    Optional<Map<String, Object>> mayAct,
    Map<String, Object> extra,
    Confirmation confirmation,
    Optional<String> acr) {
  public AccessTokenClaims {
    audiences = List.copyOf(audiences);
    lineage = List.copyOf(lineage);
    madeFrom = List.copyOf(madeFrom);
    extra = Map.copyOf(extra);
  }

  /** Of a bearer token. */
  public AccessTokenClaims(
      String subject,
      ClientId client,
      ScopeSet scopes,
      List<String> audiences,
      Audiences permitted,
      List<GrantId> lineage,
      List<String> madeFrom,
      Instant issuedAt,
      Duration lifetime,
      Optional<String> algorithm,
      Optional<Instant> authenticatedAt,
      GroupClaims groups,
      Optional<Map<String, Object>> acting,
      Optional<Map<String, Object>> mayAct,
      Map<String, Object> extra) {
    this(
        subject,
        client,
        scopes,
        audiences,
        permitted,
        lineage,
        madeFrom,
        issuedAt,
        lifetime,
        algorithm,
        authenticatedAt,
        groups,
        acting,
        mayAct,
        extra,
        Confirmation.NONE,
        Optional.empty());
  }

  /** The same, of a token that is bound. */
  public AccessTokenClaims boundTo(Confirmation proved) {
    return with(proved, acr);
  }

  /** The same, of a person who signed in in this way. */
  public AccessTokenClaims signedInBy(Optional<String> way) {
    return with(confirmation, way);
  }

  private AccessTokenClaims with(Confirmation proved, Optional<String> way) {
    return new AccessTokenClaims(
        subject,
        client,
        scopes,
        audiences,
        permitted,
        lineage,
        madeFrom,
        issuedAt,
        lifetime,
        algorithm,
        authenticatedAt,
        groups,
        acting,
        mayAct,
        extra,
        proved,
        way);
  }

  /** Of no other token; nobody acts for the subject. */
  public AccessTokenClaims(
      String subject,
      ClientId client,
      ScopeSet scopes,
      List<String> audiences,
      Audiences permitted,
      List<GrantId> lineage,
      Instant issuedAt,
      Duration lifetime,
      Optional<String> algorithm,
      Optional<Instant> authenticatedAt,
      GroupClaims groups,
      Map<String, Object> extra) {
    this(
        subject,
        client,
        scopes,
        audiences,
        permitted,
        lineage,
        List.of(),
        issuedAt,
        lifetime,
        algorithm,
        authenticatedAt,
        groups,
        Optional.empty(),
        Optional.empty(),
        extra);
  }
}
