package org.symbolon.token;

import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.ExchangeFlow;
import org.symbolon.exchange.ExchangeRequest;
import org.symbolon.exchange.Subject;
import org.symbolon.grant.Exchanges;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.JobGrants;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.NewExchanged;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.NewJob;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.Replay;

/** The token exchange grant (RFC 8693). */
final class ExchangeHandler implements GrantHandler<ExchangeRequest, Proof.Exchanged> {
  private final ExchangeFlow flow;
  private final Keeping keeping;
  private final Audit audit;

  /** Where what is kept is stored, and its text made. */
  record Keeping(
      Exchanges exchanges,
      JobGrants jobGrants,
      RefreshTokens refreshTokens,
      JobTokens jobTokens,
      Replay replay,
      RandomText random) {}

  ExchangeHandler(ExchangeFlow flow, Keeping keeping, Audit audit) {
    this.flow = flow;
    this.keeping = keeping;
    this.audit = audit;
  }

  @Override
  public GrantType type() {
    return GrantType.TOKEN_EXCHANGE;
  }

  @Override
  public ExchangeRequest parse(Caller caller, Parameters form) {
    return ExchangeRequest.parse(form, Forms.scope(caller, form));
  }

  @Override
  public Proof.Exchanged prove(Caller caller, ExchangeRequest request) {
    try {
      return new Proof.Exchanged(flow.exchange(caller.asking(flow.inForce()), request));
    } catch (ProtocolException e) {
      if (request.requestedSubject().isPresent()) {
        // Whoever tries to be somebody else leaves a trace, whether it works or not.
        audit.report(
            new Event.ImpersonationRefused(
                caller.issuer().id(),
                caller.client().id(),
                e.error().detail().orElse(e.error().description()),
                caller.address()));
      }
      throw e;
    }
  }

  @Override
  public Optional<String> commit(
      Caller caller, ExchangeRequest request, Proof.Exchanged proof, ScopeSet granted) {
    Exchange exchange = proof.exchange();
    exchange.once().forEach(this::take);
    return switch (exchange.wanted()) {
      case REFRESH_TOKEN -> Optional.of(refreshToken(caller, exchange, granted));
      case JOB_GRANT -> Optional.of(jobGrant(caller, exchange, granted));
      case ACCESS_TOKEN, JWT, ID_TOKEN -> {
        if (exchange.subject() instanceof Subject.OwnJobGrant job) {
          draw(caller, job);
        }
        yield Optional.empty();
      }
    };
  }

  private void take(Subject.Once once) {
    if (!keeping.replay().first(once.use(), once.id(), once.expires())) {
      throw ended("the token has been used already, and its issuer's count once only");
    }
  }

  private void draw(Caller caller, Subject.OwnJobGrant job) {
    switch (keeping.jobGrants().use(job.job().grant().id(), caller.address(), caller.now())) {
      case USED -> {}
      case USED_UP -> throw ended("the job grant has been used as often as it may be");
      case GONE -> throw ended("the job grant has ended");
    }
  }

  private String refreshToken(Caller caller, Exchange exchange, ScopeSet granted) {
    NewExchanged kept = kept(caller, exchange, granted, GrantKind.EXCHANGE);
    Grant grant = kept.grant();
    NewFamily family =
        new NewFamily(keeping.refreshTokens().activeKeyId(), Lifetime.idleLimit(caller, grant));
    if (!keeping.exchanges().begin(kept, family, caller.now())) {
      throw ended("what it was exchanged for has ended meanwhile");
    }
    return keeping
        .refreshTokens()
        .text(caller.issuer().id(), caller.client().id(), grant.id(), 0, family.keyId());
  }

  private String jobGrant(Caller caller, Exchange exchange, ScopeSet granted) {
    NewExchanged kept = kept(caller, exchange, granted, GrantKind.JOB);
    if (!keeping
        .exchanges()
        .begin(
            kept,
            new NewJob(exchange.job().orElseThrow(), keeping.jobTokens().activeKeyId()),
            caller.now())) {
      throw ended("what it was exchanged for has ended meanwhile");
    }
    return keeping.jobTokens().text(caller.issuer().id(), caller.client().id(), kept.grant().id());
  }

  private NewExchanged kept(Caller caller, Exchange exchange, ScopeSet granted, GrantKind kind) {
    return new NewExchangedGrants(keeping.random()).of(caller, exchange, granted, kind);
  }

  private static ProtocolException ended(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }
}
