package org.symbolon.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.symbolon.exchange.ExchangePolicy.Verdict;
import org.symbolon.exchange.Facts.Shape;
import org.symbolon.grant.Actor;
import org.symbolon.grant.Derivation;
import org.symbolon.grant.Family;
import org.symbolon.grant.JobGrant;
import org.symbolon.grant.Login;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;

/**
 * From a request to what the policy makes of it: prove the subject, prove the actor, find the
 * account, hold the rules against them. Rights are decided after it, and nothing is stored.
 */
public final class ExchangeFlow {
  private final Supplier<InForce> inForce;
  private final Tokens tokens;
  private final Rights rights;
  private final HeldIdentity identity;
  private final ProveSubject proveSubject;
  private final ProveActor proveActor;
  private final HostCheck hosts;

  public ExchangeFlow(
      Supplier<InForce> inForce,
      Tokens tokens,
      Rights rights,
      HeldIdentity identity,
      HostCheck hosts) {
    this.inForce = inForce;
    this.tokens = tokens;
    this.rights = rights;
    this.identity = identity;
    this.hosts = hosts;
    this.proveSubject = new ProveSubject(tokens, "subject_token");
    this.proveActor = new ProveActor(tokens, rights);
  }

  /** For one request, which keeps to it. */
  public InForce inForce() {
    return inForce.get();
  }

  /**
   * A new exchange, or a draw from a job grant.
   *
   * @throws ProtocolException as RFC 8693 §2.2.2 has it, or {@code temporarily_unavailable}
   */
  public Exchange exchange(Asking asking, ExchangeRequest request) {
    if (request.requestedSubject().isPresent()) {
      return impersonate(asking, request, request.requestedSubject().get());
    }
    Subject proved = proveSubject.of(asking, request.subject().orElseThrow());
    if (proved instanceof Subject.OwnJobGrant job) {
      mayDraw(asking, request, job.job());
    }
    Subject subject = stillWelcome(asking, proved);
    if (subject instanceof Subject.OwnJobGrant job) {
      return again(asking, job, job.job().derivation(), job.job().grant().audiences(), request);
    }
    Optional<ProveActor.Proved> acting = request.actor().map(token -> proveActor.of(asking, token));
    Optional<Actor> actor = acting.map(ProveActor.Proved::actor);
    Shape shape = shape(request, actor);
    Optional<Account> account = account(asking, subject);
    return judged(
        asking,
        subject,
        actor,
        account,
        facts(asking, subject, shape, account, actor, targets(asking, request)),
        request,
        acting.flatMap(ProveActor.Proved::once));
  }

  /** A grant that came of an exchange is refreshed: everything is looked at again. */
  public Exchange refresh(Asking asking, Family family, Login login, ExchangeRequest request) {
    Derivation derivation =
        tokens
            .exchanges()
            .derivation(family.grant().id())
            .orElseThrow(() -> gone("how the grant came about is not stored any more"));
    Held held;
    try {
      held = proveSubject.stored(asking, family.grant(), login, derivation);
    } catch (Unacceptable e) {
      throw gone(e.why());
    }
    return again(
        asking,
        new Subject.Refreshed(held, family.grant(), derivation),
        derivation,
        family.grant().audiences(),
        request);
  }

  /** Before the institution is asked: whoever has the text alone makes no work for others. */
  private void mayDraw(Asking asking, ExchangeRequest request, JobGrant job) {
    if (request.actor().isPresent()
        || !Set.of(TokenKind.ACCESS_TOKEN, TokenKind.JWT).contains(request.wanted())) {
      throw ExchangeRequest.invalid(
          "from a job grant access tokens are drawn, by the client that has it alone: leave out"
              + " actor_token and requested_token_type");
    }
    if (!Confirmation.ofKey(job.terms().key()).isMetBy(asking.proved())) {
      throw ExchangeRequest.invalid(
          "the job grant is bound to a key: send a proof of that key in the header DPoP");
    }
    job.terms().host().ifPresent(host -> hosts.require(host, asking.address()));
  }

  /** What came of an exchange can only give what the rules still permit, and never more. */
  private Exchange again(
      Asking asking,
      Subject subject,
      Derivation derivation,
      List<String> audiences,
      ExchangeRequest request) {
    for (String target : request.targets()) {
      if (!audiences.contains(target)) {
        throw ProtocolException.of(
            ErrorCode.INVALID_TARGET,
            "what was exchanged is not for the audience '"
                + target
                + "': "
                + audiences.size()
                + " were granted, and only these can be named");
      }
    }
    derivation.actor().ifPresent(actor -> proveActor.again(asking, actor));
    Optional<Account> account = account(asking, subject);
    Facts facts =
        new Facts(
            asking.client().id(),
            asking.client().serves(),
            asking.client().audiences().orElse(asking.issuer().audiences()),
            shape(derivation),
            derivation.issuer(),
            TokenKind.of(derivation.tokenType()).orElse(TokenKind.JWT),
            derivation.issuedTo(),
            derivation.audiences(),
            account.map(Account::name),
            account.map(Account::groupNames).orElse(Set.of()),
            derivation.claims(),
            derivation.actor(),
            request.targets().isEmpty() ? audiences : request.targets(),
            false,
            asking.now());
    return judged(asking, subject, derivation.actor(), account, facts, request, Optional.empty());
  }

  private static Shape shape(Derivation derivation) {
    if (derivation.mode().equals(Mode.JOB.word())) {
      return Shape.JOB;
    }
    return derivation.actor().isPresent() ? Shape.WITH_ACTOR : Shape.SUBJECT_ALONE;
  }

  private Exchange impersonate(Asking asking, ExchangeRequest request, String username) {
    if (request.actor().isPresent() || request.job().isPresent()) {
      throw ExchangeRequest.invalid(
          "requested_subject stands alone: without actor_token, and for no job grant");
    }
    // Before any source is asked: only marked clients may find out what it knows.
    if (asking.inForce().policy().rules().stream()
        .noneMatch(
            rule ->
                rule.mode() == Mode.IMPERSONATE
                    && (rule.clients().isEmpty()
                        || rule.clients().contains(asking.client().id())))) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT,
          "no rule of this site lets this client act for somebody it names");
    }
    Subject subject = ProveSubject.named(asking, username);
    Optional<Account> account = knownAccount(asking, subject);
    if (account.isEmpty()) {
      throw nobody("there is no such account");
    }
    Facts facts =
        facts(
            asking,
            subject,
            Shape.SOMEBODY_NAMED,
            account,
            Optional.empty(),
            targets(asking, request));
    try {
      return judged(asking, subject, Optional.empty(), account, facts, request, Optional.empty());
    } catch (ProtocolException e) {
      // Who there is and who is in which group must look the same from outside.
      throw e.error().code() == ErrorCode.INVALID_REQUEST && e.error().detail().isPresent()
          ? nobody(e.error().detail().get())
          : e;
    }
  }

  private static ProtocolException nobody(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_REQUEST, "requested_subject is nobody this client may act for")
        .withDetail(detail)
        .exception();
  }

  private Subject stillWelcome(Asking asking, Subject subject) {
    boolean old =
        subject instanceof Subject.OwnRefreshToken || subject instanceof Subject.OwnJobGrant;
    if (old && subject.held().holder() instanceof Holder.LoggedIn(Login login)) {
      // Remote, so after all that is wrong without it. Its newest claims count from now on.
      return subject.with(
          subject.held().of(new Holder.LoggedIn(identity.stillWelcome(asking.issuer(), login))));
    }
    return subject;
  }

  private static Shape shape(ExchangeRequest request, Optional<Actor> actor) {
    if (request.job().isPresent()) {
      if (actor.isPresent()) {
        throw ExchangeRequest.invalid(
            "a job grant is for the client that asks: leave out actor_token");
      }
      return Shape.JOB;
    }
    return actor.isPresent() ? Shape.WITH_ACTOR : Shape.SUBJECT_ALONE;
  }

  /** An ID token is for the client that asks, whatever the rule leads to. */
  private static List<String> targets(Asking asking, ExchangeRequest request) {
    if (request.wanted() != TokenKind.ID_TOKEN) {
      return request.targets();
    }
    if (!Set.of(asking.client().id().value()).containsAll(request.targets())) {
      throw ProtocolException.of(
          ErrorCode.INVALID_TARGET, "an ID token is for the client that asks: name no audience");
    }
    return List.of();
  }

  private Facts facts(
      Asking asking,
      Subject subject,
      Shape shape,
      Optional<Account> account,
      Optional<Actor> actor,
      List<String> targets) {
    Held held = subject.held();
    return new Facts(
        asking.client().id(),
        asking.client().serves(),
        asking.client().audiences().orElse(asking.issuer().audiences()),
        shape,
        subject.issuer(),
        subject.kind(),
        held.issuedTo(),
        held.audiences(),
        account.map(Account::name),
        account.map(Account::groupNames).orElse(Set.of()),
        held.claims(),
        actor,
        targets,
        false,
        asking.now());
  }

  private Exchange judged(
      Asking asking,
      Subject subject,
      Optional<Actor> actor,
      Optional<Account> account,
      Facts facts,
      ExchangeRequest request,
      Optional<Subject.Once> actorsOnce) {
    boolean itself = request.wanted() == TokenKind.ID_TOKEN;
    return switch (asking.inForce().policy().decide(itself ? facts.forItself() : facts)) {
      case Verdict.Permitted permitted ->
          new Permit(asking, subject, actor, account, request, permitted, actorsOnce).exchange();
      case Verdict.Refused refused ->
          throw ProtocolError.of(refused.code(), refused.description())
              .withDetail(refused.detail())
              .exception();
    };
  }

  private Optional<Account> account(Asking asking, Subject subject) {
    Optional<Account> account = knownAccount(asking, subject);
    if (account.isEmpty() && subject.held().holder().who().isPresent()) {
      throw ProtocolError.of(
              ErrorCode.INVALID_GRANT, "the person has no account on this site any more")
          .withDetail("no account for " + subject.held().holder().localName().orElse(""))
          .exception();
    }
    return account;
  }

  /** Absent for a client, and for a person without one. */
  private Optional<Account> knownAccount(Asking asking, Subject subject) {
    Holder holder = subject.held().holder();
    if (holder.who().isEmpty()) {
      return Optional.empty();
    }
    return switch (rights.account(
        asking.issuer(),
        holder.who().get(),
        holder.localName().orElseThrow(),
        holder.personClaims())) {
      case Rights.Known.Found(Account account) -> Optional.of(account);
      case Rights.Outcome.NoAccount none -> Optional.empty();
      case Rights.Outcome.Unavailable down -> throw ProveActor.unavailable(down.why());
    };
  }

  private static ProtocolException gone(String detail) {
    return ProtocolError.of(ErrorCode.INVALID_GRANT, "what was exchanged has ended: exchange anew")
        .withDetail(detail)
        .exception();
  }
}
