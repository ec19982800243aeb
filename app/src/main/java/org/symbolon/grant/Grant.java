package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/**
 * A node of the grant tree: who was granted what, derived from which grant.
 *
 * @param ancestors the root first, the parent last; empty for a root. At most {@link #DEEPEST} long
 * @param person {@link Person#key}
 * @param username the local name as resolved when the grant was made
 * @param client absent for a login
 * @param actor who acts for the person, if another
 * @param requestedScope as the client asked for it, for later requests that repeat it
 * @param ceiling the scopes granted, space-separated: nothing derived from the grant exceeds it
 * @param audiences of tokens when a request names none
 * @param authenticatedAt when the person proved who they are
 * @param expires never after an ancestor's
 * @param ended set once; ends everything below too
 * @param confirmation what whoever refreshes it must prove; a public client's, which has nothing
 *     else to prove itself by (RFC 9449 §5, RFC 8705 §4)
 * @param asked claims that were asked for one by one, and allowed
 */
public record Grant(
    GrantId id,
    IssuerId issuer,
    List<GrantId> ancestors,
    GrantKind kind,
    String person,
    String username,
    Optional<ClientId> client,
    Optional<String> actor,
    String requestedScope,
    String ceiling,
    List<String> audiences,
    Instant authenticatedAt,
    Instant created,
    Instant expires,
    Optional<Ended> ended,
    Confirmation confirmation,
    AskedClaims asked) {
  public static final int DEEPEST = 8;

  public Grant {
    ancestors = List.copyOf(ancestors);
    audiences = List.copyOf(audiences);
    if (ancestors.size() > DEEPEST) {
      throw new IllegalArgumentException("a grant has at most " + DEEPEST + " ancestors");
    }
  }

  /** One for whose refresh nothing more is to be proved, without claims asked for one by one. */
  public Grant(
      GrantId id,
      IssuerId issuer,
      List<GrantId> ancestors,
      GrantKind kind,
      String person,
      String username,
      Optional<ClientId> client,
      Optional<String> actor,
      String requestedScope,
      String ceiling,
      List<String> audiences,
      Instant authenticatedAt,
      Instant created,
      Instant expires,
      Optional<Ended> ended) {
    this(
        id,
        issuer,
        ancestors,
        kind,
        person,
        username,
        client,
        actor,
        requestedScope,
        ceiling,
        audiences,
        authenticatedAt,
        created,
        expires,
        ended,
        Confirmation.NONE,
        AskedClaims.NONE);
  }

  /** The ids of all ancestors and of the grant itself, the root first: what its tokens carry. */
  public List<GrantId> lineage() {
    return Stream.concat(ancestors.stream(), Stream.of(id)).toList();
  }

  /** Since when and why nothing comes from it any more. */
  public record Ended(Instant at, String why) {}
}
