package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.ExchangeFlow;
import org.symbolon.exchange.ExchangeRequest;
import org.symbolon.exchange.Subject;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.Families;
import org.symbolon.grant.Family;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopeSet;

/** The refresh grant (RFC 6749 §6) with rotation (RFC 9700 §4.14.2). */
final class RefreshHandler implements GrantHandler<RefreshRequest, Proof> {
  private final Families families;
  private final RefreshTokens refreshTokens;
  private final StillWelcome stillWelcome;
  private final ExchangeFlow exchange;
  private final Audit audit;

  RefreshHandler(
      Families families,
      RefreshTokens refreshTokens,
      StillWelcome stillWelcome,
      ExchangeFlow exchange,
      Audit audit) {
    this.families = families;
    this.refreshTokens = refreshTokens;
    this.stillWelcome = stillWelcome;
    this.exchange = exchange;
    this.audit = audit;
  }

  @Override
  public GrantType type() {
    return GrantType.REFRESH_TOKEN;
  }

  @Override
  public RefreshRequest parse(Caller caller, Parameters form) {
    String token = form.required("refresh_token");
    // Another client's token does not even read as one: it is refused and ends nothing.
    RefreshTokens.Genuine genuine =
        refreshTokens
            .read(caller.issuer().id(), caller.client().id(), token)
            .orElseThrow(() -> invalid("not a token of this client at this issuer"));
    return new RefreshRequest(genuine, Forms.scope(caller, form), Forms.audiences(caller, form));
  }

  @Override
  public Proof prove(Caller caller, RefreshRequest request) {
    Family family =
        families.find(request.token().grant()).orElseThrow(() -> invalid("no such family"));
    if (!family.alive() || !caller.now().isBefore(family.idleExpires())) {
      throw invalid("grant " + family.grant().id() + " has ended or expired");
    }
    Grant grant = family.grant();
    // RFC 9449 §5
    if (!grant.confirmation().isMetBy(caller.proved())) {
      throw invalid("bound to a key or certificate that is not proved");
    }
    if (grant.kind() == GrantKind.EXCHANGE) {
      return exchanged(caller, request, family);
    }
    ScopeSet ceiling = Forms.scopes(caller, grant.ceiling());
    ScopeSet requested =
        request.scope().map(asked -> narrowed(caller, asked, ceiling, grant)).orElse(ceiling);
    List<String> audiences = Forms.audiences(caller, request.audiences(), grant.audiences());
    // Remote, so last: what is wrong without it costs the institution nothing.
    Login login = stillWelcome.ask(caller.issuer(), family.login());
    return new Proof.Approved(grant, login, requested, ceiling, audiences, Optional.empty(), true);
  }

  /** The rules of exchange, the actor and the person are looked at again, as the rights are. */
  private Proof exchanged(Caller caller, RefreshRequest request, Family family) {
    return new Proof.Exchanged(
        exchange.refresh(
            caller.asking(exchange.inForce()),
            family,
            stillWelcome.ask(caller.issuer(), family.login()),
            new ExchangeRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenKind.ACCESS_TOKEN,
                request.audiences(),
                request.scope(),
                Optional.empty(),
                Optional.empty())));
  }

  /**
   * What of the asked scopes was granted. A scope that was asked for at first but not granted then
   * is passed over, since clients repeat their first request; any other is refused (RFC 6749 §6).
   */
  private static ScopeSet narrowed(Caller caller, ScopeSet asked, ScopeSet ceiling, Grant grant) {
    ScopeSet first = Forms.scopes(caller, grant.requestedScope());
    for (Scope scope : asked.scopes()) {
      if (!ceiling.covers(scope) && !first.covers(scope)) {
        throw ProtocolException.of(
            ErrorCode.INVALID_SCOPE,
            "the scope " + scope.text() + " was not granted: a refresh may only narrow");
      }
    }
    return asked.narrow(ceiling);
  }

  @Override
  public Optional<String> commit(
      Caller caller, RefreshRequest request, Proof proof, ScopeSet granted) {
    Grant grant = grant(proof);
    Families.Rotation rotation =
        families.rotate(
            new Families.Use(
                grant.id(),
                request.token().generation(),
                refreshTokens.activeKeyId(),
                Lifetime.refreshGrace(caller),
                Lifetime.idleLimit(caller, grant),
                caller.address(),
                caller.now()));
    return switch (rotation) {
      case Families.Rotation.Rotated rotated ->
          Optional.of(successor(caller, grant, rotated.generation(), rotated.keyId()));
      case Families.Rotation.Repeated repeated -> {
        audit.report(
            new Event.RefreshRepeated(caller.issuer().id(), caller.client().id(), grant.id()));
        yield Optional.of(successor(caller, grant, repeated.generation(), repeated.keyId()));
      }
      case Families.Rotation.Replayed replayed -> {
        audit.report(
            new Event.RefreshReplayed(caller.issuer().id(), caller.client().id(), grant.id()));
        audit.report(
            new Event.GrantEnded(caller.issuer().id(), grant.id(), "refresh token replayed"));
        throw invalid("used twice: grant " + grant.id() + " ended");
      }
      case Families.Rotation.Gone gone -> throw invalid("ended or expired meanwhile");
    };
  }

  private String successor(Caller caller, Grant grant, long generation, String keyId) {
    return refreshTokens.text(
        caller.issuer().id(), caller.client().id(), grant.id(), generation, keyId);
  }

  static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_GRANT,
            "the refresh token is unknown, expired, used or ended, or another client's: the person"
                + " must log in again")
        .withDetail(detail)
        .exception();
  }

  private static Grant grant(Proof proof) {
    return switch (proof) {
      case Proof.Approved approved -> approved.grant();
      case Proof.Exchanged(Exchange exchange)
          when exchange.subject() instanceof Subject.Refreshed refreshed ->
          refreshed.grant();
      case Proof.Exchanged exchanged -> throw notRefreshed();
      case Proof.ClientItself itself -> throw notRefreshed();
    };
  }

  private static IllegalStateException notRefreshed() {
    return new IllegalStateException("a refresh proves a stored grant");
  }
}
