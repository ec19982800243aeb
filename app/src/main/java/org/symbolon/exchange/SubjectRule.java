package org.symbolon.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.condition.Condition;
import org.symbolon.protocol.ClientId;

/**
 * For which subjects a rule is; each part that is not empty must hold.
 *
 * @param issuers as {@link Subject#issuer}; never empty
 * @param kinds empty only where a client names people, who need no token
 * @param audiences patterns, one of which must match one of the token's
 * @param issuedTo the clients one of which the token was issued to
 * @param groups of the account, one of which it must be in
 * @param users local names
 * @param condition that must hold; what can not be answered does not
 */
public record SubjectRule(
    Set<String> issuers,
    Set<TokenKind> kinds,
    List<String> audiences,
    Set<ClientId> issuedTo,
    Set<String> groups,
    Set<String> users,
    Optional<Condition> condition) {
  /** An access token of this issuer. */
  public static final SubjectRule ANY =
      new SubjectRule(
          Set.of(Subject.SELF),
          Set.of(TokenKind.ACCESS_TOKEN),
          List.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Optional.empty());

  public SubjectRule {
    issuers = Set.copyOf(issuers);
    kinds = Set.copyOf(kinds);
    audiences = List.copyOf(audiences);
    issuedTo = Set.copyOf(issuedTo);
    groups = Set.copyOf(groups);
    users = Set.copyOf(users);
  }

  /** The same, for nobody but people whom a client names. */
  public SubjectRule withoutTokens() {
    return new SubjectRule(issuers, Set.of(), audiences, issuedTo, groups, users, condition);
  }
}
