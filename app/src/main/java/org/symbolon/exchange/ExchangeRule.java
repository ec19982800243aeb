package org.symbolon.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.ScopePattern;

/**
 * One rule of the policy.
 *
 * @param name for the audit and explain
 * @param clients whom it is for; empty: every client that may exchange
 * @param actors who may act, for {@link Mode#DELEGATE}; empty: the client that asks
 * @param actingUsers people who may, by local name
 * @param targets to which audiences; empty for {@link Mode#DOWNSCOPE}: those of the token
 * @param scopes at most these; absent: whatever the subject token holds
 * @param lifetime of access tokens, at most; absent: the client's usual one
 * @param outlives whether what comes of it may live longer than the subject token
 * @param refresh how long what comes of it can be refreshed; absent: not at all
 * @param job bounds of job grants, for {@link Mode#JOB}
 * @param mayAct the client that alone may act by the result
 */
public record ExchangeRule(
    String name,
    Set<ClientId> clients,
    Mode mode,
    SubjectRule subject,
    Set<ClientId> actors,
    Set<String> actingUsers,
    Targets targets,
    Optional<List<ScopePattern>> scopes,
    Optional<Duration> lifetime,
    boolean outlives,
    Optional<Duration> refresh,
    Optional<JobBounds> job,
    Optional<ClientId> mayAct) {
  /** The implied last rule: a client may narrow a token issued to itself. */
  public static final ExchangeRule NARROW_OWN =
      new ExchangeRule(
          "narrow-own",
          Set.of(),
          Mode.DOWNSCOPE,
          new SubjectRule(
              Set.of(Subject.SELF),
              Set.of(TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN),
              List.of(),
              Set.of(),
              Set.of(),
              Set.of(),
              Optional.empty()),
          Set.of(),
          Set.of(),
          Targets.OWN,
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ExchangeRule {
    clients = Set.copyOf(clients);
    actors = Set.copyOf(actors);
    actingUsers = Set.copyOf(actingUsers);
    scopes = scopes.map(List::copyOf);
  }

  /**
   * Bounds of a job grant.
   *
   * @param lifetime at most
   * @param uses at most
   */
  public record JobBounds(Duration lifetime, long uses) {}

  /** How long something may live that came of it, beyond its subject token. */
  Duration reach() {
    Duration tokens = outlives ? lifetime.orElse(Duration.ZERO) : Duration.ZERO;
    Duration kept = refresh.orElse(Duration.ZERO);
    Duration jobs = job.map(JobBounds::lifetime).orElse(Duration.ZERO);
    Duration longer = tokens.compareTo(kept) > 0 ? tokens : kept;
    return longer.compareTo(jobs) > 0 ? longer : jobs;
  }
}
