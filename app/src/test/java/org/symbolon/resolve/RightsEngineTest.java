package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.LAB;
import static org.symbolon.resolve.Fixtures.anyClient;
import static org.symbolon.resolve.Fixtures.asks;
import static org.symbolon.resolve.Fixtures.catalog;
import static org.symbolon.resolve.Fixtures.client;
import static org.symbolon.resolve.Fixtures.engine;
import static org.symbolon.resolve.Fixtures.issuer;
import static org.symbolon.resolve.Fixtures.policy;
import static org.symbolon.resolve.Fixtures.request;
import static org.symbolon.resolve.Fixtures.rule;
import static org.symbolon.resolve.Fixtures.scopes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer.AccountLimits;
import org.symbolon.resolve.Rights.Outcome;
import org.symbolon.resolve.Rights.PersonRequest;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.Decision;
import org.symbolon.scope.How;
import org.symbolon.scope.ScopePolicy;

final class RightsEngineTest {
  private static final Verdict YES = new Verdict.Granted("it is hers");
  private static final Verdict NO = new Verdict.Refused("it is not hers");
  private static final Verdict DOWN = new Verdict.Unavailable("stale handle");

  private final Scripted names = Scripted.finds(ANAS);
  private final Scripted files = Scripted.judges(Scripted.each(YES));
  private final ResolverCatalog catalog = catalog(Map.of("names", names, "files", files));

  @AfterEach
  void close() {
    catalog.close();
  }

  private static Decision decision(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome).decision();
  }

  @Test
  void a_persons_scopes_are_decided_by_the_resolvers_for_the_local_account() {
    Rights rights = engine(catalog, policy(asks("storage.read:/**", "files")), "names");
    Outcome outcome = rights.ofPerson(request("storage.read:/data"));
    assertThat(((Outcome.Decided) outcome).account()).isEqualTo(Fixtures.ACCOUNT);
    assertThat(decision(outcome).summary())
        .isEqualTo(new Decision.Whole(scopes("storage.read:/data")));
  }

  @Test
  void a_refusal_names_its_reason() {
    try (ResolverCatalog refusing = catalog(Map.of("files", Scripted.judges(Scripted.each(NO))))) {
      Rights rights = engine(refusing, policy(asks("storage.read:/**", "files")));
      assertThat(decision(rights.ofPerson(request("storage.read:/data"))).refused())
          .singleElement()
          .satisfies(refused -> assertThat(refused.reason()).isEqualTo("it is not hers"));
    }
  }

  @Test
  void a_resolver_that_is_down_is_neither_yes_nor_no() {
    try (ResolverCatalog down = catalog(Map.of("files", Scripted.judges(Scripted.each(DOWN))))) {
      Rights rights = engine(down, policy(asks("storage.read:/**", "files")));
      Decision decision = decision(rights.ofPerson(request("storage.read:/data")));
      assertThat(decision.summary()).isInstanceOf(Decision.CannotSay.class);
      assertThat(decision.granted().isEmpty()).isTrue();
      assertThat(decision.refused()).isEmpty();
    }
  }

  @Test
  void a_source_of_the_account_that_is_down_is_neither_yes_nor_no() {
    Scripted down = Scripted.answers(new AccountAnswer.Unavailable("no route"));
    try (ResolverCatalog resolvers = catalog(Map.of("names", down, "files", files))) {
      Rights rights = engine(resolvers, policy(asks("storage.read:/**", "files")), "names");
      assertThat(rights.ofPerson(request("storage.read:/data")))
          .isEqualTo(new Outcome.Unavailable("names: no route"));
      assertThat(files.asked).hasValue(0);
    }
  }

  @Test
  void an_empty_request_gets_nothing_and_asks_no_judge() {
    Rights rights = engine(catalog, policy(asks("storage.read:/**", "files")), "names");
    Decision decision = decision(rights.ofPerson(request("")));
    assertThat(decision.granted().isEmpty()).isTrue();
    assertThat(files.asked).hasValue(0);
  }

  @Test
  void each_resolver_is_asked_its_whole_batch_at_once() {
    Rights rights = engine(catalog, policy(asks("storage.*:/**", "files")), "names");
    rights.ofPerson(request("storage.read:/a storage.read:/b storage.create:/c"));
    assertThat(files.asked).hasValue(1);
  }

  @Test
  void resolvers_are_asked_at_the_same_time() {
    // Each answers only once both have been asked.
    CyclicBarrier both = new CyclicBarrier(2);
    ScopeJudge meeting =
        (account, scopes, deadline) -> {
          try {
            both.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("asked one after the other", alone);
          }
          return scopes.stream().map(scope -> YES).toList();
        };
    try (ResolverCatalog two =
        catalog(Map.of("one", Scripted.judges(meeting), "two", Scripted.judges(meeting)))) {
      Rights rights = engine(two, policy(asks("storage.read:/**", "one", "two")));
      assertThat(decision(rights.ofPerson(request("storage.read:/data"))).summary())
          .isInstanceOf(Decision.Whole.class);
    }
  }

  @Test
  void a_client_gets_no_more_than_its_own_patterns_allow() {
    Rights rights = engine(catalog, policy(asks("storage.*:/**", "files")), "names");
    PersonRequest asked = request("storage.read:/data storage.modify:/data");
    Decision decision =
        decision(
            rights.ofPerson(
                new PersonRequest(
                    asked.issuer(),
                    client("storage.read:/**"),
                    asked.person(),
                    asked.username(),
                    asked.claims(),
                    asked.requested())));
    assertThat(decision.granted()).isEqualTo(scopes("storage.read:/data"));
    assertThat(decision.refused())
        .singleElement()
        .satisfies(
            refused -> assertThat(refused.reason()).isEqualTo("this client may not ask for it"));
  }

  @Test
  void a_client_acting_for_itself_has_only_what_its_patterns_allow() {
    Rights rights = engine(catalog, policy(rule("compute.*", new How.Grant())));
    for (Client client : List.of(client(), client("compute.*read"), client("compute.modify"))) {
      Decision decision =
          rights.ofClient(issuer(AccountLimits.DEFAULT), client, scopes("compute.read"));
      assertThat(decision.granted().isEmpty()).as("%s", client.scopes()).isTrue();
    }
  }

  @Test
  void a_client_without_patterns_may_ask_whatever_the_rules_give_a_person() {
    Rights rights = engine(catalog, policy(asks("storage.*:/**", "files")), "names");
    PersonRequest asked = request("storage.read:/data");
    Decision decision =
        decision(
            rights.ofPerson(
                new PersonRequest(
                    asked.issuer(),
                    client(),
                    asked.person(),
                    asked.username(),
                    asked.claims(),
                    asked.requested())));
    assertThat(decision.granted()).isEqualTo(scopes("storage.read:/data"));
  }

  @Test
  void a_client_acting_for_itself_asks_no_resolver() {
    Rights rights =
        engine(
            catalog,
            policy(rule("compute.read", new How.Grant()), asks("storage.read:/**", "files")),
            "names");
    Decision decision =
        rights.ofClient(
            issuer(AccountLimits.DEFAULT), anyClient(), scopes("compute.read storage.read:/data"));
    assertThat(decision.granted()).isEqualTo(scopes("compute.read"));
    assertThat(decision.refused()).hasSize(1);
    assertThat(names.asked).hasValue(0);
    assertThat(files.asked).hasValue(0);
  }

  @Test
  void a_refresh_is_narrowed_to_its_ceiling() {
    Rights rights = engine(catalog, policy(asks("storage.*:/**", "files")), "names");
    PersonRequest asked = request("storage.read:/data storage.modify:/data");
    Decision decision =
        decision(
            rights.ofPerson(
                new PersonRequest(
                    asked.issuer(),
                    asked.client(),
                    asked.person(),
                    asked.username(),
                    asked.claims(),
                    asked.requested(),
                    Optional.of(scopes("storage.read:/data/ana")))));
    assertThat(decision.granted()).isEqualTo(scopes("storage.read:/data/ana"));
  }

  @Test
  void resolvers_see_who_vouches_and_the_claims_that_are_texts() {
    AtomicReference<Principal> seen = new AtomicReference<>();
    Scripted looking =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              seen.set(principal);
              return new AccountAnswer.Found(ANAS);
            });
    try (ResolverCatalog resolvers = catalog(Map.of("names", looking))) {
      PersonRequest asked = request("");
      engine(resolvers, policy(), "names")
          .ofPerson(
              new PersonRequest(
                  asked.issuer(),
                  asked.client(),
                  asked.person(),
                  "ana",
                  Map.of(
                      "email",
                      "ana@campus.example",
                      "groups",
                      List.of("staff", "physics"),
                      "mixed",
                      List.of("a", 1),
                      "age",
                      41,
                      "address",
                      Map.of("city", "Bern"),
                      "nonce",
                      "n-1",
                      "at_hash",
                      "h"),
                  asked.requested()));
    }
    assertThat(seen.get())
        .isEqualTo(
            new Principal(
                "ana",
                "https://campus.example",
                "s-1",
                Map.of(
                    "email", List.of("ana@campus.example"),
                    "groups", List.of("staff", "physics"))));
  }

  @Test
  void a_rule_or_an_account_list_that_names_the_wrong_resolver_is_found_at_construction() {
    NamedOnly mute = new NamedOnly();
    try (ResolverCatalog resolvers =
        ResolverCatalog.open(
            List.of(Fixtures.configured("mute"), Fixtures.configured("files")),
            ResolverTypes.of(List.of(mute, files.as("files"))),
            ResolverObserver.NONE)) {
      ScopePolicy policy = policy(asks("storage.read:/**", "mute", "fils", "nowhere"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine(resolvers, policy, "mute", "absent"))
          .withMessage(
              "a scope rule asks the resolver fils, which is not configured"
                  + "; a scope rule asks the resolver mute, which judges no scopes"
                  + "; a scope rule asks the resolver nowhere, which is not configured"
                  + "; the accounts are asked of the resolver mute, which has none"
                  + "; the accounts are asked of the resolver absent, which is not configured");
    }
  }

  @Test
  void an_issuer_without_rights_is_a_defect_of_the_wiring() {
    Rights rights =
        new RightsEngine(Map.of(), RightsEngine.PATIENCE, System::nanoTime, Fixtures.CLOCK);
    assertThatIllegalStateException()
        .isThrownBy(() -> rights.ofPerson(request("")))
        .withMessageContaining(LAB.value());
  }

  @Test
  void a_request_waits_no_longer_than_its_patience_for_all_sources_together() {
    AtomicLong nanos = new AtomicLong();
    Scripted lasting =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              nanos.addAndGet(RightsEngine.PATIENCE.toNanos());
              return new AccountAnswer.Found(ANAS);
            });
    Configured names = Fixtures.configured("names", Duration.ofHours(1), 1);
    try (ResolverCatalog resolvers =
        Fixtures.configuredCatalog(
            Map.of(names, lasting, Fixtures.configured("files"), files), nanos::get)) {
      Rights rights =
          new RightsEngine(
              Map.of(
                  LAB,
                  IssuerRights.of(
                      policy(asks("storage.read:/**", "files")), List.of("names"), resolvers)),
              RightsEngine.PATIENCE,
              nanos::get,
              Fixtures.CLOCK);
      Decision decision = decision(rights.ofPerson(request("storage.read:/data")));
      assertThat(decision.summary()).isInstanceOf(Decision.CannotSay.class);
      assertThat(files.asked).as("not asked, as nobody would wait").hasValue(0);
    }
  }
}
