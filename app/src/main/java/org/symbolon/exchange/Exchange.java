package org.symbolon.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.grant.Actor;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Derivation;
import org.symbolon.grant.JobTerms;
import org.symbolon.grant.Party;
import org.symbolon.resolver.Account;
import org.symbolon.scope.ScopeSet;

/**
 * An exchange that the policy permits, before rights are decided.
 *
 * @param rule that decided
 * @param account the subject's; absent for a client
 * @param actors all who act by the result
 * @param actor the one who proved it now
 * @param mayAct who alone may act by the result
 * @param audiences the result's
 * @param requested the scopes asked for
 * @param named whether the request named them: what is refused of them is then an error
 * @param wanted what is issued
 * @param lifetime of access tokens
 * @param latest nothing that is issued lives longer; for what is kept, when that ends
 * @param job present where a job grant is issued
 * @param once what is taken of tokens that count once, the subject's and the actor's
 */
public record Exchange(
    Asking asking,
    Subject subject,
    ExchangeRule rule,
    Optional<Account> account,
    Actors actors,
    Optional<Actor> actor,
    Optional<Party> mayAct,
    List<String> audiences,
    ScopeSet requested,
    boolean named,
    TokenKind wanted,
    Duration lifetime,
    Instant latest,
    Optional<JobTerms> job,
    Set<Subject.Once> once) {
  public Exchange {
    once = Set.copyOf(once);
    audiences = List.copyOf(audiences);
  }

  public Held held() {
    return subject.held();
  }

  /** What is kept beside a grant that comes of this. */
  public Derivation derivation() {
    return new Derivation(
        rule.mode().word(),
        rule.name(),
        subject.kind().uri(),
        subject.issuer(),
        held().issuedTo(),
        held().audiences(),
        held().tokenIds(),
        held().claims(),
        actors,
        actor,
        mayAct);
  }
}
