package org.symbolon.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.ClientKeys;
import org.symbolon.condition.Condition;
import org.symbolon.protocol.ClientId;
import org.symbolon.upstream.UsernameRule;
import org.symbolon.verify.Expectations;
import org.symbolon.verify.ForeignCheck;

/**
 * Somebody else whose tokens may be exchanged here: a CI system, a cluster, another lab, the
 * institution.
 *
 * @param name as rules call it
 * @param expected what each of its tokens must be like; the audience is never left out
 * @param kinds what a request may call its tokens
 * @param singleUse whether a token counts once only, by its {@code jti}
 * @param when must hold of the claims, if present
 * @param mappings in order: the first whose condition holds says whose the token is
 */
public record ForeignIssuer(
    String name,
    Expectations expected,
    ClientKeys keys,
    Set<TokenKind> kinds,
    boolean singleUse,
    Optional<Condition> when,
    List<Mapping> mappings) {
  public ForeignIssuer {
    kinds = Set.copyOf(kinds);
    mappings = List.copyOf(mappings);
  }

  /** As {@link org.symbolon.grant.Person#method}: no configured login has a blank in its name. */
  String loginMethod() {
    return "issuer " + name;
  }

  /** What of a token counts once, whatever it is presented for. */
  Subject.Once once(ForeignCheck.Valid token, String id) {
    return new Subject.Once(
        "token of " + token.issuer(), id, token.expires().plus(expected.skew()));
  }

  /**
   * @param when absent for all that no mapping before it took
   */
  public record Mapping(Optional<Condition> when, To to) {}

  /** Who a token stands for here. */
  public sealed interface To {
    /** A local user, named by a claim. */
    record User(UsernameRule rule) implements To {}

    /** A robot: a client that can do nothing but stand for such tokens, with its own scopes. */
    record Robot(ClientId client) implements To {}
  }
}
