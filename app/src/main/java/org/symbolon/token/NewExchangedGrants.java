package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.Held;
import org.symbolon.exchange.Subject;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.NewExchanged;
import org.symbolon.grant.Person;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;
import org.symbolon.scope.ScopeSet;

/** The grants that begin with an exchange of which something is kept. */
final class NewExchangedGrants {
  private final RandomText random;

  NewExchangedGrants(RandomText random) {
    this.random = random;
  }

  /** Below the subject's own, so that whatever ends that ends this. */
  NewExchanged of(Caller caller, Exchange exchange, ScopeSet granted, GrantKind kind) {
    Optional<Login> root =
        exchange.subject() instanceof Subject.Foreign
            ? Optional.of(root(caller, exchange))
            : Optional.empty();
    List<GrantId> above =
        root.map(login -> login.grant().lineage()).orElseGet(exchange.held()::lineage);
    return new NewExchanged(
        root, grant(caller, exchange, above, kind, granted), exchange.derivation());
  }

  /**
   * What a foreign issuer vouched for: there is no login that could end, so it ends with what is
   * kept, or when an operator ends it.
   */
  private Login root(Caller caller, Exchange exchange) {
    return new Login(
        grant(caller, exchange, List.of(), GrantKind.FOREIGN, ScopeSet.EMPTY),
        person(exchange),
        exchange.held().claims(),
        Optional.empty(),
        caller.now(),
        caller.now());
  }

  private Grant grant(
      Caller caller, Exchange exchange, List<GrantId> above, GrantKind kind, ScopeSet granted) {
    Held held = exchange.held();
    return new Grant(
        new GrantId(random.identifier()),
        caller.issuer().id(),
        above,
        kind,
        person(exchange).key(),
        held.holder().name(),
        Optional.of(caller.client().id()),
        exchange.actors().parties().stream().findFirst().map(Object::toString),
        exchange.requested().text(),
        granted.text(),
        exchange.audiences(),
        held.authenticatedAt().orElse(caller.now()),
        caller.now(),
        exchange.latest(),
        Optional.empty(),
        NewGrants.bound(caller),
        AskedClaims.NONE);
  }

  private static Person person(Exchange exchange) {
    return exchange
        .held()
        .holder()
        .behind()
        .orElseThrow(() -> new IllegalStateException("only what hangs on a root is kept"));
  }
}
