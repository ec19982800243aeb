package org.symbolon.resolve;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource.Entitlements;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.Circumstances;
import org.symbolon.scope.Plan;
import org.symbolon.scope.PolicyRequest;
import org.symbolon.scope.Possible;
import org.symbolon.scope.Requester;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.scope.ScopeSet;
import org.symbolon.scope.Verdicts;

/**
 * Questions about the rights at one issuer by which nobody gets any: why is this so, and what may
 * somebody have? Asks the same sources in the same way as {@link RightsEngine}. Blocks up to their
 * timeouts.
 */
public final class Inquiries {
  private final Issuer issuer;
  private final IssuerRights rights;
  private final Accounts accounts;
  private final Duration patience;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final ClientPatterns patterns = new ClientPatterns();

  /**
   * @param patience how long one question waits for all sources together, at most
   * @param nanos the monotonic clock
   */
  public Inquiries(
      Issuer issuer,
      IssuerRights rights,
      Duration patience,
      LongSupplier nanos,
      InstantSource clock) {
    this.issuer = issuer;
    this.rights = rights;
    this.accounts = new Accounts(rights.accounts(), rights.resolvers());
    this.patience = patience;
    this.nanos = nanos;
    this.clock = clock;
  }

  /**
   * Whom a question is about.
   *
   * @param username the candidate local name, as a login gives it
   * @param upstreamIssuer who vouches for the person
   * @param upstreamSubject by which name
   * @param claims of the upstream, as JSON values
   */
  public record Subject(
      String username, String upstreamIssuer, String upstreamSubject, Map<String, Object> claims) {}

  /** Why a person's request at a client is decided as it is. */
  public Explanation explain(Subject subject, Client client, ScopeSet asked) {
    Deadline deadline = Deadline.in(patience, nanos);
    List<SourceSaid> sources = new ArrayList<>();
    return switch (account(subject, deadline, sources)) {
      case Accounts.Result.Not not ->
          new Explanation(
              Optional.of(subject.username()),
              client,
              asked,
              sources,
              Optional.empty(),
              Optional.of(why(not)),
              Optional.empty());
      case Accounts.Result.Made made -> {
        Plan plan =
            rights.policy().planFully(request(made.account(), client, asked, subject.claims()));
        yield new Explanation(
            Optional.of(subject.username()),
            client,
            asked,
            sources,
            Optional.of(made.account()),
            Optional.empty(),
            Optional.of(
                ScopePolicy.decide(
                    plan, RightsEngine.ask(plan, made.account(), rights.resolvers(), deadline))));
      }
    };
  }

  /** The same for a client that acts for itself. */
  public Explanation explain(Client client, ScopeSet asked) {
    Plan plan = rights.policy().planFully(request(client, asked));
    return new Explanation(
        Optional.empty(),
        client,
        asked,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ScopePolicy.decide(plan, Verdicts.NONE)));
  }

  /**
   * The same for an account as it was recorded, without asking anybody.
   *
   * @param grants by resolver, patterns of what it grants; anything else it refuses
   */
  public Explanation explain(
      Account account,
      Map<String, Object> claims,
      Map<String, List<String>> grants,
      Client client,
      ScopeSet asked) {
    Plan plan = rights.policy().planFully(request(account, client, asked, claims));
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    plan.questions()
        .forEach(
            (resolver, questions) ->
                verdicts.put(
                    resolver, recorded(grants.getOrDefault(resolver, List.of()), questions)));
    return new Explanation(
        Optional.of(account.name()),
        client,
        asked,
        List.of(),
        Optional.of(account),
        Optional.empty(),
        Optional.of(ScopePolicy.decide(plan, new Verdicts(verdicts))));
  }

  private List<Verdict> recorded(List<String> grants, List<ScopeQuestion> questions) {
    Requester nobody = new Requester(Optional.empty(), Set.of(), new ClientId("recorded"));
    List<ScopePattern> granted = parsed(grants, issuer.profile());
    return questions.stream()
        .<Verdict>map(
            question ->
                Scope.parse(question.text(), issuer.profile()) instanceof Scope.Parsed parsed
                        && granted.stream()
                            .anyMatch(
                                one ->
                                    one.match(parsed.scope(), nobody) == ScopePattern.Match.MATCHES)
                    ? new Verdict.Granted("so it is recorded", true)
                    : new Verdict.Refused("nothing like it is recorded as granted"))
        .toList();
  }

  /** What an account as it was recorded may have at a client. */
  public Entitled entitled(Account account, Map<String, Object> claims, Client client) {
    return new Entitled(
        Optional.of(account.name()),
        client,
        Optional.of(account),
        Optional.empty(),
        rights.policy().possible(request(account, client, ScopeSet.EMPTY, claims), Map.of()),
        List.of());
  }

  /** What a person may have at a client. */
  public Entitled entitled(Subject subject, Client client) {
    Deadline deadline = Deadline.in(patience, nanos);
    return switch (account(subject, deadline, new ArrayList<>())) {
      case Accounts.Result.Not not ->
          new Entitled(
              Optional.of(subject.username()),
              client,
              Optional.empty(),
              Optional.of(why(not)),
              List.of(),
              not.outcome() instanceof Rights.Outcome.Unavailable ? List.of(why(not)) : List.of());
      case Accounts.Result.Made made -> {
        List<String> unavailable = new ArrayList<>();
        Map<String, List<ScopePattern>> listed =
            entitlements(made.account(), deadline, unavailable);
        yield new Entitled(
            Optional.of(subject.username()),
            client,
            Optional.of(made.account()),
            Optional.empty(),
            rights
                .policy()
                .possible(
                    request(made.account(), client, ScopeSet.EMPTY, subject.claims()), listed),
            unavailable);
      }
    };
  }

  /** What a client that acts for itself may have. */
  public Entitled entitled(Client client) {
    List<Possible> possible = rights.policy().possible(request(client, ScopeSet.EMPTY), Map.of());
    return new Entitled(
        Optional.empty(), client, Optional.empty(), Optional.empty(), possible, List.of());
  }

  private Accounts.Result account(Subject subject, Deadline deadline, List<SourceSaid> sources) {
    return accounts.of(
        new Principal(
            subject.username(),
            subject.upstreamIssuer(),
            subject.upstreamSubject(),
            ClaimTexts.of(subject.claims())),
        issuer.accountLimits(),
        deadline,
        sources::add);
  }

  private static String why(Accounts.Result.Not not) {
    return switch (not.outcome()) {
      case Rights.Outcome.NoAccount none -> none.detail();
      case Rights.Outcome.Unavailable down -> "a source can not say: " + down.why();
      case Rights.Outcome.Decided decided ->
          throw new IllegalStateException("an account, and none");
    };
  }

  private PolicyRequest request(
      Account account, Client client, ScopeSet asked, Map<String, Object> claims) {
    return new PolicyRequest(
        Optional.of(account),
        client.id(),
        asked,
        Optional.empty(),
        client.scopes().isEmpty()
            ? Optional.empty()
            : Optional.of(patterns.of(client.scopes(), issuer.profile())),
        issuer.profile(),
        new Circumstances(claims, clock.instant()));
  }

  private PolicyRequest request(Client client, ScopeSet asked) {
    return new PolicyRequest(
        Optional.empty(),
        client.id(),
        asked,
        Optional.empty(),
        Optional.of(patterns.of(client.scopes(), issuer.profile())),
        issuer.profile(),
        Circumstances.at(clock.instant()));
  }

  /** Of those that list what they give; all are asked at once. */
  private Map<String, List<ScopePattern>> entitlements(
      Account account, Deadline deadline, List<String> unavailable) {
    Map<String, Pending<Entitlements>> pending = new LinkedHashMap<>();
    for (String resolver : rights.policy().resolvers()) {
      rights
          .resolvers()
          .host(resolver)
          .flatMap(host -> host.entitlements(account, deadline))
          .ifPresent(answer -> pending.put(resolver, answer));
    }
    Map<String, List<ScopePattern>> listed = new LinkedHashMap<>();
    pending.forEach(
        (resolver, answer) -> {
          switch (answer.await()) {
            case Entitlements.Patterns patterns ->
                listed.put(resolver, parsed(patterns.patterns(), issuer.profile()));
            case Entitlements.Unavailable down -> unavailable.add(resolver + ": " + down.why());
          }
        });
    return listed;
  }

  /** What is no pattern of this issuer's profile gives nothing here. */
  private static List<ScopePattern> parsed(List<String> texts, Profile profile) {
    List<ScopePattern> parsed = new ArrayList<>();
    for (String text : texts) {
      if (ScopePattern.parse(text, profile) instanceof ScopePattern.Parsed one) {
        parsed.add(one.pattern());
      }
    }
    return parsed;
  }
}
