package org.symbolon.resolve;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.symbolon.client.Client;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.Circumstances;
import org.symbolon.scope.Decision;
import org.symbolon.scope.Plan;
import org.symbolon.scope.PolicyRequest;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.scope.ScopeSet;
import org.symbolon.scope.Verdicts;

/** Rights by asking the configured resolvers. */
public final class RightsEngine implements Rights {
  /** For all sources of one request together. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private volatile Map<IssuerId, IssuerRights> issuers = Map.of();
  private volatile Map<IssuerId, Accounts> accounts = Map.of();
  private final Duration patience;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final ClientPatterns patterns = new ClientPatterns();

  /**
   * @param patience how long one request waits for all its sources together, at most
   * @param nanos the monotonic clock
   * @param clock what rules with conditions see
   * @throws IllegalArgumentException naming all {@link IssuerRights#mistakes}
   */
  public RightsEngine(
      Map<IssuerId, IssuerRights> issuers,
      Duration patience,
      LongSupplier nanos,
      InstantSource clock) {
    this.patience = patience;
    this.nanos = nanos;
    this.clock = clock;
    replace(issuers);
  }

  /**
   * From now on rights come about like this. A request that is under way may still use the account
   * as it was made before, as one that is kept in a cache is.
   *
   * @throws IllegalArgumentException naming all {@link IssuerRights#mistakes}; then nothing changes
   */
  public void replace(Map<IssuerId, IssuerRights> issuers) {
    List<String> mistakes =
        issuers.values().stream().flatMap(rights -> rights.mistakes().stream()).toList();
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    Map<IssuerId, Accounts> made = new HashMap<>();
    issuers.forEach(
        (issuer, rights) -> made.put(issuer, new Accounts(rights.accounts(), rights.resolvers())));
    this.accounts = Map.copyOf(made);
    this.issuers = Map.copyOf(issuers);
  }

  @Override
  public Outcome ofPerson(PersonRequest request) {
    Deadline deadline = Deadline.in(patience, nanos);
    return switch (of(request.issuer(), accounts)
        .of(principal(request), limits(request), deadline)) {
      case Accounts.Result.Not not -> not.outcome();
      case Accounts.Result.Made made ->
          new Outcome.Decided(made.account(), decide(request, made.account(), deadline));
    };
  }

  @Override
  public Known account(Issuer issuer, Person person, String username, Map<String, Object> claims) {
    Accounts.Result result =
        of(issuer, accounts)
            .of(
                principal(person, username, claims),
                issuer.accountLimits(),
                Deadline.in(patience, nanos));
    return switch (result) {
      case Accounts.Result.Made made -> new Known.Found(made.account());
      case Accounts.Result.Not not ->
          switch (not.outcome()) {
            case Outcome.NoAccount none -> none;
            case Outcome.Unavailable down -> down;
            case Outcome.Decided decided -> new Known.Found(decided.account());
          };
    };
  }

  @Override
  public Decision inExchange(Account account, ExchangeQuestion question) {
    return decide(
        question.issuer(),
        account,
        new PolicyRequest(
            Optional.of(account),
            question.client().id(),
            question.requested(),
            question.ceiling(),
            mayAskForPeople(question.client(), question.issuer()),
            question.gives(),
            question.issuer().profile(),
            new Circumstances(question.claims(), clock.instant())),
        Deadline.in(patience, nanos));
  }

  @Override
  public Decision ofClientInExchange(Client subject, ExchangeQuestion question) {
    return ofClient(
        question.issuer(), subject, question.requested(), question.ceiling(), question.gives());
  }

  @Override
  public Decision ofClient(Issuer issuer, Client client, ScopeSet requested) {
    return ofClient(issuer, client, requested, Optional.empty(), Optional.empty());
  }

  private Decision ofClient(
      Issuer issuer,
      Client client,
      ScopeSet requested,
      Optional<ScopeSet> ceiling,
      Optional<List<ScopePattern>> gives) {
    Plan plan =
        of(issuer, issuers)
            .policy()
            .plan(
                new PolicyRequest(
                    Optional.empty(),
                    client.id(),
                    requested,
                    ceiling,
                    // Its list is its ceiling: without one it has nothing.
                    Optional.of(patterns.of(client.scopes(), issuer.profile())),
                    gives,
                    issuer.profile(),
                    Circumstances.at(clock.instant())));
    // A plan without an account asks nobody.
    return ScopePolicy.decide(plan, Verdicts.NONE);
  }

  private Decision decide(PersonRequest request, Account account, Deadline deadline) {
    return decide(
        request.issuer(),
        account,
        new PolicyRequest(
            Optional.of(account),
            request.client().id(),
            request.requested(),
            request.ceiling(),
            mayAskForPeople(request.client(), request.issuer()),
            request.issuer().profile(),
            new Circumstances(request.claims(), clock.instant())),
        deadline);
  }

  private Decision decide(
      Issuer issuer, Account account, PolicyRequest request, Deadline deadline) {
    IssuerRights rights = of(issuer, issuers);
    Plan plan = rights.policy().plan(request);
    return ScopePolicy.decide(plan, ask(plan, account, rights.resolvers(), deadline));
  }

  /** Asks all resolvers at once, each its whole batch, and waits for each in turn. */
  static Verdicts ask(Plan plan, Account account, ResolverCatalog resolvers, Deadline deadline) {
    Map<String, Pending<List<Verdict>>> pending = new LinkedHashMap<>();
    plan.questions()
        .forEach(
            (resolver, questions) ->
                pending.put(
                    resolver,
                    resolvers.host(resolver).orElseThrow().judge(account, questions, deadline)));
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    pending.forEach((resolver, answers) -> verdicts.put(resolver, answers.await()));
    return new Verdicts(verdicts);
  }

  /** Without a list a client may ask for whatever the person may have by the site's rules. */
  private Optional<List<ScopePattern>> mayAskForPeople(Client client, Issuer issuer) {
    return client.scopes().isEmpty()
        ? Optional.empty()
        : Optional.of(patterns.of(client.scopes(), issuer.profile()));
  }

  private static Principal principal(PersonRequest request) {
    return principal(request.person(), request.username(), request.claims());
  }

  private static Principal principal(Person person, String username, Map<String, Object> claims) {
    return new Principal(
        username, person.upstreamIssuer(), person.upstreamSubject(), ClaimTexts.of(claims));
  }

  private static Issuer.AccountLimits limits(PersonRequest request) {
    return request.issuer().accountLimits();
  }

  private static <T> T of(Issuer issuer, Map<IssuerId, T> all) {
    T mine = all.get(issuer.id());
    if (mine == null) {
      throw new IllegalStateException("no rights are wired for the issuer " + issuer.id());
    }
    return mine;
  }
}
