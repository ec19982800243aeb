package org.symbolon.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.Circumstances;
import org.symbolon.scope.Decision;
import org.symbolon.scope.How;
import org.symbolon.scope.PolicyRequest;
import org.symbolon.scope.Rule;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.scope.ScopeSet;
import org.symbolon.scope.Verdicts;
import org.symbolon.scope.Who;

/**
 * Rights by real rules that ask nobody: below /data is granted, below /secret refused. A test may
 * change the rules between two requests.
 */
public final class ScriptedRights implements Rights {
  static final Rule DATA = grant("storage.read:/data/**");
  static final Rule OPENID = grant("openid");
  static final Rule OFFLINE = grant("offline_access");
  static final Rule SECRET =
      rule("storage.read:/secret/**", new How.Refuse("it is nobody's business"));
  static final List<Rule> USUAL = List.of(OPENID, OFFLINE, DATA, SECRET);

  public volatile List<Rule> rules = USUAL;

  /** What the site calls those whom the institution calls so; others it calls the same. */
  volatile Map<String, String> accounts = Map.of();

  public volatile Optional<String> down = Optional.empty();
  volatile Optional<RuntimeException> breaks = Optional.empty();

  /** Happens while a person's rights are asked for. */
  volatile Runnable meanwhile = () -> {};

  public static Rule grant(String pattern) {
    return rule(pattern, new How.Grant());
  }

  private static Rule rule(String pattern, How how) {
    return new Rule(
        "test",
        ((ScopePattern.Parsed) ScopePattern.parse(pattern, Profile.WLCG)).pattern(),
        new Who.Everyone(),
        how);
  }

  @Override
  public Outcome ofPerson(PersonRequest request) {
    meanwhile.run();
    if (breaks.isPresent()) {
      throw breaks.get();
    }
    if (down.isPresent()) {
      return new Outcome.Unavailable(down.get());
    }
    if (request.username().equals("stranger")) {
      return new Outcome.NoAccount("You have no account here.", "no such account: stranger");
    }
    Account account = account(request.username());
    return new Outcome.Decided(
        account,
        ScopePolicy.decide(
            new ScopePolicy(rules)
                .plan(
                    new PolicyRequest(
                        Optional.of(account),
                        request.client().id(),
                        request.requested(),
                        request.issuer().profile(),
                        new Circumstances(request.claims(), Instant.EPOCH))),
            Verdicts.NONE));
  }

  private Account account(String username) {
    return new Account(
        accounts.getOrDefault(username, username),
        OptionalLong.of(1000),
        OptionalLong.of(1000),
        Set.of(),
        Map.of());
  }

  @Override
  public Decision ofClient(Issuer issuer, Client client, ScopeSet requested) {
    throw new UnsupportedOperationException(Arrays.asList(client, requested).toString());
  }

  @Override
  public Known account(Issuer issuer, Person person, String username, Map<String, Object> claims) {
    if (down.isPresent()) {
      return new Outcome.Unavailable(down.get());
    }
    return username.equals("stranger")
        ? new Outcome.NoAccount("You have no account here.", "no such account: stranger")
        : new Known.Found(account(username));
  }

  @Override
  public Decision inExchange(Account account, ExchangeQuestion question) {
    throw new UnsupportedOperationException(account.name());
  }

  @Override
  public Decision ofClientInExchange(Client subject, ExchangeQuestion question) {
    throw new UnsupportedOperationException(subject.id().value());
  }
}
