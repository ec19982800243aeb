package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.Held;
import org.symbolon.exchange.Holder;
import org.symbolon.grant.AskedClaims;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.mint.ClaimScopes;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.CapabilitySet;
import org.symbolon.scope.Decision;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopeSet;

/** The scope decision of the token endpoint: rights are decided anew at every issue. */
final class DecideScopes {
  private final Rights rights;
  private final DefaultScopes defaultScopes;

  DecideScopes(Rights rights, DefaultScopes defaultScopes) {
    this.rights = rights;
    this.defaultScopes = defaultScopes;
  }

  /**
   * @param account absent where a client acts for itself
   * @param told claims that were asked for by name, as far as they may be told now
   */
  record Decided(ScopeSet granted, Optional<Account> account, AskedClaims told) {
    Decided(ScopeSet granted, Optional<Account> account) {
      this(granted, account, AskedClaims.NONE);
    }
  }

  /**
   * @throws ProtocolException {@code invalid_scope}, {@code invalid_grant} or {@code
   *     temporarily_unavailable}; nothing has been redeemed yet
   */
  Decided decide(Caller caller, Proof proof) {
    return switch (proof) {
      case Proof.Approved approved -> ofPerson(caller, approved);
      case Proof.ClientItself itself -> ofClient(caller, itself);
      case Proof.Exchanged exchanged -> inExchange(caller, exchanged.exchange());
    };
  }

  /** What was approved can only become less: lost rights narrow, and the answer says so. */
  private Decided ofPerson(Caller caller, Proof.Approved proof) {
    AskedClaims asked = proof.grant().asked();
    // Asked for together: what opens claims that are named is decided anew as well.
    ScopeSet opening = ClaimScopes.opening(caller.issuer(), asked);
    Rights.Outcome outcome =
        rights.ofPerson(
            new Rights.PersonRequest(
                caller.issuer(),
                caller.client(),
                proof.login().person(),
                proof.grant().username(),
                proof.login().claims(),
                both(proof.requested(), opening),
                Optional.of(both(proof.ceiling(), opening))));
    return switch (outcome) {
      case Rights.Outcome.Decided decided -> {
        if (proof.first()) {
          refuseLess(caller, decided.decision());
        }
        yield approved(caller, proof, narrowed(decided.decision()), decided.account());
      }
      case Rights.Outcome.NoAccount none ->
          throw ProtocolError.of(ErrorCode.INVALID_GRANT, none.why())
              .withDetail(none.detail())
              .exception();
      case Rights.Outcome.Unavailable down -> throw unavailable(down.why());
    };
  }

  private static ScopeSet both(ScopeSet scopes, ScopeSet more) {
    return more.isEmpty()
        ? scopes
        : new ScopeSet(Stream.concat(scopes.scopes().stream(), more.scopes().stream()).toList());
  }

  private static Decided approved(
      Caller caller, Proof.Approved proof, ScopeSet granted, Account account) {
    AskedClaims asked = proof.grant().asked();
    if (asked.isEmpty()) {
      return new Decided(granted, Optional.of(account));
    }
    ScopeSet opening = ClaimScopes.opening(caller.issuer(), asked);
    return new Decided(
        new ScopeSet(
            granted.scopes().stream()
                .filter(
                    scope -> proof.requested().covers(scope) || !opening.scopes().contains(scope))
                .toList()),
        Optional.of(account),
        ClaimScopes.opened(caller.issuer(), asked, granted));
  }

  private Decided ofClient(Caller caller, Proof.ClientItself proof) {
    ScopeSet requested =
        proof.requested().isEmpty()
            ? defaultScopes.expand(Optional.empty()).scopes()
            : proof.requested();
    Decision decision = rights.ofClient(caller.issuer(), caller.client(), requested);
    refuseLess(caller, decision);
    return new Decided(narrowed(decision), Optional.empty());
  }

  /** What the request names and does not get is an error; what it leaves open only narrows. */
  private Decided inExchange(Caller caller, Exchange exchange) {
    Held held = exchange.held();
    // Where neither the token nor the rule bounds the scopes there are none.
    Optional<List<ScopePattern>> gives =
        held.ceiling().isEmpty()
            ? exchange.rule().scopes().or(() -> Optional.of(List.of()))
            : exchange.rule().scopes();
    Rights.ExchangeQuestion question =
        new Rights.ExchangeQuestion(
            caller.issuer(),
            caller.client(),
            exchange.requested(),
            held.ceiling(),
            held.holder().personClaims(),
            gives);
    Decision decision =
        held.holder() instanceof Holder.Itself itself
            ? rights.ofClientInExchange(itself.client(), question)
            : rights.inExchange(exchange.account().orElseThrow(), question);
    if (exchange.named()) {
      refuseLess(caller, decision);
    }
    return new Decided(narrowed(decision), exchange.account());
  }

  private static void refuseLess(Caller caller, Decision decision) {
    OnRefused onRefused = caller.client().onRefused().orElse(caller.issuer().onRefused());
    if (decision.summary() instanceof Decision.Narrowed less
        && (onRefused == OnRefused.FAIL || less.refusesAll())) {
      throw ProtocolException.of(
          less.deniesAccess() ? ErrorCode.ACCESS_DENIED : ErrorCode.INVALID_SCOPE, less.inWords());
    }
  }

  private static ScopeSet narrowed(Decision decision) {
    return switch (decision.summary()) {
      case Decision.Whole whole -> CapabilitySet.withoutNames(whole.granted());
      case Decision.Narrowed less -> CapabilitySet.withoutNames(less.granted());
      case Decision.CannotSay cannot ->
          throw unavailable(
              cannot.unavailable().stream()
                  .map(one -> one.resolver() + ": " + one.why())
                  .collect(Collectors.joining("; ")));
    };
  }

  private static ProtocolException unavailable(String detail) {
    return ProtocolError.unavailable(
            "a system that knows the rights asked for does not answer: try again later, nothing is"
                + " lost",
            detail)
        .exception();
  }
}
