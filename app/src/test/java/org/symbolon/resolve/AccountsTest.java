package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ANA;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.catalog;
import static org.symbolon.resolve.Fixtures.patient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Issuer.AccountLimits;
import org.symbolon.resolve.Rights.Outcome.NoAccount;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Principal;

/** How several sources make one account, and who gets none. */
final class AccountsTest {
  private static final AccountAnswer UNKNOWN = new AccountAnswer.UnknownUser();
  private static final AccountAnswer FOUND = new AccountAnswer.Found(ANAS);
  private static final Contribution ENTITLED =
      new Contribution(
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Set.of(Group.named("beamline")),
          Map.of("mail", List.of("ana@lab.example")));

  private static Accounts.Result ask(Principal principal, AccountLimits limits, Scripted... list) {
    Map<String, Scripted> named = new LinkedHashMap<>();
    List<AccountStep> steps = new ArrayList<>();
    for (Scripted source : list) {
      String name = "source" + (named.size() + 1);
      named.put(name, source);
      steps.add(new AccountStep(name));
    }
    try (ResolverCatalog catalog = catalog(named)) {
      return new Accounts(steps, catalog).of(principal, limits, patient());
    }
  }

  private static Accounts.Result ask(Scripted... sources) {
    return ask(ANA, AccountLimits.DEFAULT, sources);
  }

  private static Account made(Accounts.Result result) {
    assertThat(result).isInstanceOf(Accounts.Result.Made.class);
    return ((Accounts.Result.Made) result).account();
  }

  private static NoAccount refused(Accounts.Result result) {
    assertThat(result).isInstanceOf(Accounts.Result.Not.class);
    Rights.Outcome outcome = ((Accounts.Result.Not) result).outcome();
    assertThat(outcome).isInstanceOf(NoAccount.class);
    return (NoAccount) outcome;
  }

  private static Principal named(String name) {
    return new Principal(name, "https://campus.example", "s-1", Map.of());
  }

  private static Contribution numbered(long uid) {
    return new Contribution(
        Optional.empty(), OptionalLong.of(uid), OptionalLong.empty(), Set.of(), Map.of());
  }

  private static Contribution called(String name) {
    return new Contribution(
        Optional.of(name), OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of());
  }

  @Test
  void without_sources_the_logins_name_is_the_account_and_nothing_more() {
    assertThat(made(ask()))
        .isEqualTo(
            new Account("ana", OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of()));
  }

  @Test
  void contributions_are_merged_in_order() {
    assertThat(made(ask(Scripted.finds(ANAS), Scripted.finds(ENTITLED))))
        .isEqualTo(
            new Account(
                "ana",
                ANAS.uid(),
                ANAS.gid(),
                Set.of(
                    Group.of("ana", 12001), Group.of("project1", 12350), Group.named("beamline")),
                Map.of("mail", List.of("ana@lab.example"))));
  }

  @Test
  void each_source_is_told_what_the_earlier_ones_found() {
    AtomicReference<Contribution> told = new AtomicReference<>(Contribution.NONE);
    Scripted second =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              told.set(earlier);
              return UNKNOWN;
            });
    made(ask(Scripted.finds(ANAS), second));
    assertThat(told.get()).isEqualTo(ANAS);
  }

  @Test
  void the_primary_group_counts_where_only_its_number_is_known() {
    Contribution bare =
        new Contribution(
            Optional.of("ana"),
            OptionalLong.of(12001),
            OptionalLong.of(100),
            Set.of(Group.named("staff")),
            Map.of());
    assertThat(made(ask(Scripted.finds(bare))).groups())
        .containsExactlyInAnyOrder(Group.named("staff"), Group.numbered(100));
  }

  @Test
  void the_first_source_must_know_the_person() {
    Scripted second = Scripted.finds(ANAS);
    assertThat(refused(ask(Scripted.answers(UNKNOWN), second)))
        .isEqualTo(new NoAccount("There is no account ana on this site.", "source1 knows no ana"));
    assertThat(second.asked).hasValue(0);
  }

  @Test
  void a_later_source_need_not_know_the_person() {
    assertThat(made(ask(Scripted.finds(ANAS), Scripted.answers(UNKNOWN))).uid())
        .isEqualTo(ANAS.uid());
  }

  @Test
  void disabled_in_any_source_is_disabled() {
    Scripted disabled = Scripted.answers(new AccountAnswer.Disabled("expired on 2026-01-31"));
    for (Accounts.Result result :
        List.of(ask(disabled, Scripted.finds(ANAS)), ask(Scripted.finds(ANAS), disabled))) {
      assertThat(refused(result).why()).isEqualTo("Your account ana is disabled on this site.");
      assertThat(refused(result).detail()).endsWith("expired on 2026-01-31");
    }
  }

  @Test
  void one_source_that_is_down_makes_it_neither_yes_nor_no() {
    Scripted down = Scripted.answers(new AccountAnswer.Unavailable("no route"));
    assertThat(ask(down, Scripted.finds(ANAS)))
        .isEqualTo(new Accounts.Result.Not(new Rights.Outcome.Unavailable("source1: no route")));
    assertThat(ask(Scripted.finds(ANAS), down))
        .isEqualTo(new Accounts.Result.Not(new Rights.Outcome.Unavailable("source2: no route")));
  }

  @Test
  void sources_that_contradict_each_other_make_no_account() {
    NoAccount refused =
        refused(ask(Scripted.finds(numbered(12001)), Scripted.finds(numbered(12002))));
    assertThat(refused.why())
        .isEqualTo("This site's records of the account ana contradict each other.");
    assertThat(refused.detail()).contains("source2 says uid 12002, source1 says 12001");
  }

  @Test
  void a_source_may_not_rename_the_person() {
    assertThat(refused(ask(Scripted.finds(called("root2")))).detail())
        .contains("calls ana root2")
        .contains("not configured to map names");
    assertThat(
            refused(ask(named("Ana"), AccountLimits.DEFAULT, Scripted.finds(called("ana")))).why())
        .contains("contradict");
  }

  @Test
  void a_source_that_is_to_map_names_gives_the_name_the_next_are_asked_about() {
    AtomicReference<String> askedAbout = new AtomicReference<>("");
    Scripted files =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              askedAbout.set(principal.username());
              return FOUND;
            });
    Accounts.Result result = mapping(named("ana.silva@campus.example"), called("ana"), files);
    assertThat(made(result).name()).isEqualTo("ana");
    assertThat(askedAbout.get()).isEqualTo("ana");
  }

  @Test
  void a_mapped_name_is_held_to_the_same_limits() {
    Scripted files = Scripted.answers(FOUND);
    assertThat(refused(mapping(ANA, called("root"), files)).detail())
        .isEqualTo("the name root is refused");
    assertThat(files.asked).hasValue(0);
  }

  /** Before consent is shown: rights are asked only for an account. */
  @ParameterizedTest
  @ValueSource(strings = {"..", "a/b", "../etc", "client:tool", "ana silva", "Zo\u00eb"})
  void a_name_that_no_token_can_carry_is_refused_from_a_mapping_source_too(String name) {
    Scripted files = Scripted.answers(FOUND);
    NoAccount refused = refused(mapping(ANA, called(name), files));
    assertThat(refused.why()).startsWith("Your login gives no account name that a token can carry");
    assertThat(files.asked).hasValue(0);
  }

  private static Accounts.Result mapping(Principal who, Contribution mapped, Scripted next) {
    Map<String, Scripted> named = new LinkedHashMap<>();
    named.put("map", Scripted.finds(mapped));
    named.put("files", next);
    try (ResolverCatalog catalog = catalog(named)) {
      return new Accounts(List.of(new AccountStep("map", true), new AccountStep("files")), catalog)
          .of(who, AccountLimits.DEFAULT, patient());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, uid 0 is root's",
    "0, 1000, uid 0 is root's",
    "1, 1000, uid 1 is below min-uid 1000",
    "999, 1000, uid 999 is below min-uid 1000",
    "12001, 20000, uid 12001 is below min-uid 20000",
  })
  void system_accounts_get_no_tokens(long uid, long minUid, String detail) {
    NoAccount refused =
        refused(ask(ANA, new AccountLimits(minUid, Set.of()), Scripted.finds(numbered(uid))));
    assertThat(refused.why()).isEqualTo("The account ana is a system account and gets no tokens.");
    assertThat(refused.detail()).contains(detail);
  }

  @Test
  void the_lowest_allowed_number_is_allowed() {
    assertThat(made(ask(Scripted.finds(numbered(1000)))).uid()).hasValue(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "Root", "ROOT", "daemon", "Daemon"})
  void refused_names_get_no_tokens_however_they_are_written(String name) {
    AccountLimits limits = new AccountLimits(1000, Set.of("daemon"));
    Scripted source = Scripted.finds(ANAS);
    assertThat(refused(ask(named(name), limits, source)).why())
        .isEqualTo("The account " + name + " gets no tokens.");
    assertThat(source.asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", "..", "a/b", "../etc", "client:tool", "a\0", "a\nb", "a\u0085b"})
  void what_can_be_no_name_is_asked_of_nobody(String name) {
    Scripted source = Scripted.finds(ANAS);
    assertThat(refused(ask(named(name), AccountLimits.DEFAULT, source)).why())
        .startsWith("Your login gives no account name that a token can carry");
    assertThat(refused(ask(named("a".repeat(256)), AccountLimits.DEFAULT, source)).detail())
        .contains("too long");
    assertThat(source.asked).hasValue(0);
  }
}
