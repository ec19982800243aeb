package org.symbolon.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.grant.Actor;
import org.symbolon.issuer.Audiences;
import org.symbolon.protocol.ClientId;

/**
 * What rules are held against.
 *
 * @param serves the audiences the client is
 * @param permitted the audiences the client may have without any exchange
 * @param shape what the request looks like
 * @param issuer of the subject, {@link Subject#issuer}
 * @param kind of the subject token
 * @param issuedTo the client it was issued to, where it says so
 * @param audiences of the subject token
 * @param username the subject's local name; absent for a client
 * @param groups of the subject's account, by name
 * @param claims of the subject token
 * @param actor who acts, where an actor token was presented
 * @param targets what the request calls the audiences it wants
 * @param itself whether the result is for the client itself, so that no rule leads it anywhere
 * @param now for conditions
 */
public record Facts(
    ClientId client,
    Set<String> serves,
    Audiences permitted,
    Shape shape,
    String issuer,
    TokenKind kind,
    Optional<ClientId> issuedTo,
    List<String> audiences,
    Optional<String> username,
    Set<String> groups,
    Map<String, Object> claims,
    Optional<Actor> actor,
    List<String> targets,
    boolean itself,
    Instant now) {
  public Facts {
    serves = Set.copyOf(serves);
    audiences = List.copyOf(audiences);
    groups = Set.copyOf(groups);
    claims = Map.copyOf(claims);
    targets = List.copyOf(targets);
  }

  /** The same, of a request for something that only the client itself reads. */
  public Facts forItself() {
    return new Facts(
        client, serves, permitted, shape, issuer, kind, issuedTo, audiences, username, groups,
        claims, actor, List.of(), true, now);
  }

  /** What a request looks like: it bounds which modes it can mean. */
  public enum Shape {
    /** A subject token and nothing else. */
    SUBJECT_ALONE,
    /** A subject token and an actor token. */
    WITH_ACTOR,
    /** No subject token, but the name of somebody. */
    SOMEBODY_NAMED,
    /** For a job grant, or to draw from one. */
    JOB;

    boolean canMean(Mode mode) {
      return switch (mode) {
        case ON_BEHALF_OF, DOWNSCOPE -> this == SUBJECT_ALONE;
        case IMPERSONATE -> this == SUBJECT_ALONE || this == SOMEBODY_NAMED;
        case DELEGATE -> this == WITH_ACTOR;
        case JOB -> this == JOB;
      };
    }
  }

  /** Whether the subject token was meant for the client that presents it. */
  boolean meantForClient() {
    if (!issuer.equals(Subject.SELF)) {
      // A foreign token has been checked for its audience before anything else was asked.
      return true;
    }
    return switch (kind) {
      // No wildcard is ever among what a client serves.
      case ACCESS_TOKEN -> audiences.stream().anyMatch(serves::contains);
      case ID_TOKEN -> audiences.contains(client.value());
      // Another client's do not even read as one.
      case REFRESH_TOKEN, JOB_GRANT -> true;
      case JWT -> false;
    };
  }

  /** Whether it was issued to the client that presents it. */
  boolean ownToken() {
    return issuer.equals(Subject.SELF) && issuedTo.equals(Optional.of(client));
  }
}
