package org.symbolon.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.client.GrantType;
import org.symbolon.exchange.ExchangePolicy.Verdict;
import org.symbolon.grant.Actor;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Grant;
import org.symbolon.grant.JobTerms;
import org.symbolon.grant.Party;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolver.Account;
import org.symbolon.scope.ScopeSet;

/** What becomes of an exchange that a rule permits: who acts by it, how long it lives. */
final class Permit {
  private final Asking asking;
  private final Subject subject;
  private final Optional<Actor> actor;
  private final Optional<Account> account;
  private final ExchangeRequest request;
  private final ExchangeRule rule;
  private final Verdict.Permitted permitted;
  private final Held held;
  private final Optional<Subject.Once> actorsOnce;

  Permit(
      Asking asking,
      Subject subject,
      Optional<Actor> actor,
      Optional<Account> account,
      ExchangeRequest request,
      Verdict.Permitted permitted,
      Optional<Subject.Once> actorsOnce) {
    this.asking = asking;
    this.subject = subject;
    this.actor = actor;
    this.account = account;
    this.request = request;
    this.rule = permitted.rule();
    this.permitted = permitted;
    this.held = subject.held();
    this.actorsOnce = actorsOnce;
  }

  Exchange exchange() {
    may();
    mayStillBeKept();
    Actors actors = actors();
    Duration lifetime = lifetime();
    Optional<JobTerms> job = request.job().map(this::terms);
    return new Exchange(
        asking,
        subject,
        rule,
        account,
        actors,
        actor,
        held.mayAct().or(() -> rule.mayAct().map(client -> Party.own(Subjects.ofClient(client)))),
        permitted.audiences(),
        request.scope().or(held::ceiling).orElse(ScopeSet.EMPTY),
        request.scope().isPresent(),
        request.wanted(),
        lifetime,
        latest(lifetime),
        job,
        once());
  }

  private Set<Subject.Once> once() {
    Stream<Subject.Once> subjects =
        subject instanceof Subject.Foreign foreign ? foreign.once().stream() : Stream.empty();
    return Stream.concat(subjects, actorsOnce.stream()).collect(Collectors.toSet());
  }

  /** RFC 8693 §4.4: where a token says who may act, nobody else does, and nobody unseen. */
  private void may() {
    boolean answered =
        subject instanceof Subject.Refreshed || subject instanceof Subject.OwnJobGrant;
    if (held.mayAct().isEmpty() || answered) {
      // What is kept already was looked at when it began; what is drawn from it still says so.
      return;
    }
    if (actor.isEmpty() && rule.mode() != Mode.DOWNSCOPE) {
      throw ExchangeRequest.invalid(
          "the subject token says who may act for its subject: present that one's actor_token");
    }
    if (actor.isPresent() && !held.mayAct().get().equals(actor.get().party())) {
      throw ProtocolError.of(
              ErrorCode.INVALID_REQUEST,
              "the subject token names another who may act: this actor may not")
          .withDetail("only " + held.mayAct().get() + " may act")
          .exception();
    }
  }

  private void mayStillBeKept() {
    if (subject instanceof Subject.Refreshed && rule.refresh().isEmpty()) {
      throw ProtocolError.of(
              ErrorCode.INVALID_GRANT,
              "the rules of this site no longer let what was exchanged be kept: exchange anew")
          .withDetail("the rule " + rule.name() + " gives no refresh")
          .exception();
    }
  }

  /** Those of the subject token stay, whatever is done with it. */
  private Actors actors() {
    Actors before = held.actors();
    if (actor.isEmpty()
        || (!before.isNobody() && before.parties().getFirst().equals(actor.get().party()))) {
      return before;
    }
    if (!before.hasRoom()) {
      throw ExchangeRequest.invalid(
          "no more than " + Actors.DEEPEST + " may act for one another: this would be one more");
    }
    return before.and(actor.get().party());
  }

  private Duration lifetime() {
    Duration usual =
        asking.client().overrides().accessToken().orElse(asking.issuer().lifetimes().accessToken());
    return bounded("expires_in", request.lifetime(), rule.lifetime().orElse(usual));
  }

  /** What is permitted is given, and what is not is said: never silently less. */
  private static Duration bounded(String parameter, Optional<Duration> asked, Duration most) {
    if (asked.isPresent() && asked.get().compareTo(most) > 0) {
      throw ExchangeRequest.invalid(
          parameter + " is more than the " + most.toSeconds() + " seconds that are permitted");
    }
    return asked.orElse(most);
  }

  private Instant latest(Duration lifetime) {
    Instant root = ProveSubject.earlier(held.ends(), asking.now().plus(KEPT_LONGEST));
    Instant token = rule.outlives() ? root : ProveSubject.earlier(root, held.expires());
    // Behind a foreign token stands no login that could end: its own end is the end of its word.
    Instant kept = subject instanceof Subject.Foreign ? token : root;
    return switch (request.wanted()) {
      case ACCESS_TOKEN, JWT, ID_TOKEN -> token(lifetime, token);
      case REFRESH_TOKEN -> ProveSubject.earlier(kept, asking.now().plus(kept()));
      case JOB_GRANT ->
          ProveSubject.earlier(
              kept,
              asking.now().plus(bounded("job_expires_in", jobLifetime(), bounds().lifetime())));
    };
  }

  /** Beyond any that a rule can give; it keeps times within what can be stored. */
  private static final Duration KEPT_LONGEST = Duration.ofDays(3660);

  private Instant token(Duration lifetime, Instant latest) {
    return ProveSubject.earlier(asking.now().plus(lifetime), latest);
  }

  private Duration kept() {
    mayBeKept();
    if (!asking.client().grantTypes().contains(GrantType.REFRESH_TOKEN)) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT, "this client may not use grant_type refresh_token");
    }
    return rule.refresh()
        .orElseThrow(
            () ->
                ExchangeRequest.invalid(
                    "the rule of this site gives no refresh token: ask for an access token"));
  }

  private Optional<Duration> jobLifetime() {
    return request.job().flatMap(JobWish::lifetime);
  }

  private JobTerms terms(JobWish wish) {
    mayBeKept();
    long uses = wish.uses().orElse(bounds().uses());
    if (uses > bounds().uses()) {
      throw ExchangeRequest.invalid(
          "job_uses is more than the " + bounds().uses() + " that are permitted");
    }
    // Whoever proves a key means it: the job's own is named by job_jkt.
    return new JobTerms(wish.name(), wish.host(), wish.key().or(() -> asking.proved().key()), uses);
  }

  private ExchangeRule.JobBounds bounds() {
    return rule.job()
        .orElseThrow(() -> new IllegalStateException("a rule for job grants has their bounds"));
  }

  /** Only what hangs on a root can be ended: on a login, or a foreign issuer's own token. */
  private void mayBeKept() {
    if (held.lineage().isEmpty() && !(subject instanceof Subject.Foreign)) {
      throw ExchangeRequest.invalid(
          "only what a person who logged in here or a foreign issuer's token gave can be kept: ask"
              + " for an access token");
    }
    if (held.lineage().size() > Grant.DEEPEST) {
      throw ExchangeRequest.invalid(
          "the subject token came of too many exchanges: begin with an earlier token");
    }
  }
}
