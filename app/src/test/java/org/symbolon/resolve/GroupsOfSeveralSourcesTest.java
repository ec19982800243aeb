package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ANA;
import static org.symbolon.resolve.Fixtures.patient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Issuer.AccountLimits;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

/** Whose groups count, under which names, and what may not differ. */
final class GroupsOfSeveralSourcesTest {
  private static final GroupNames RENAMED =
      new GroupNames(List.of(new GroupNames.Step.Rename(Map.of("icecube-ana", "icecube"))));

  /** A source with its place in the list. */
  private record Source(GroupUse use, GroupNames names, AccountAnswer answer) {}

  private static Source source(GroupUse use, Group... groups) {
    return new Source(use, GroupNames.AS_THEY_ARE, found(OptionalLong.empty(), groups));
  }

  private static AccountAnswer found(OptionalLong gid, Group... groups) {
    return new AccountAnswer.Found(
        new Contribution(Optional.empty(), OptionalLong.empty(), gid, Set.of(groups), Map.of()));
  }

  private static Accounts.Result result(Source... sources) {
    Map<String, Scripted> named = new LinkedHashMap<>();
    List<AccountStep> steps = new ArrayList<>();
    for (Source source : sources) {
      String name = "source" + (named.size() + 1);
      named.put(name, Scripted.answers(source.answer()));
      steps.add(new AccountStep(name, false, source.use(), source.names()));
    }
    try (ResolverCatalog catalog = Fixtures.catalog(named)) {
      return new Accounts(steps, catalog).of(ANA, AccountLimits.DEFAULT, patient());
    }
  }

  private static Set<Group> groups(Source... sources) {
    Accounts.Result result = result(sources);
    assertThat(result).isInstanceOf(Accounts.Result.Made.class);
    Account account = ((Accounts.Result.Made) result).account();
    return account.groups();
  }

  @Test
  void unless_said_otherwise_all_groups_of_all_sources_count() {
    assertThat(
            groups(
                source(GroupUse.UNION, Group.named("a")), source(GroupUse.UNION, Group.named("b"))))
        .containsExactlyInAnyOrder(Group.named("a"), Group.named("b"));
  }

  @Test
  void first_counts_where_nobody_before_knew_a_group() {
    Source fallback = source(GroupUse.FIRST, Group.named("b"));
    assertThat(groups(source(GroupUse.UNION, Group.named("a")), fallback))
        .containsExactly(Group.named("a"));
    assertThat(groups(source(GroupUse.UNION), fallback)).containsExactly(Group.named("b"));
  }

  @Test
  void only_silences_those_before_and_after() {
    assertThat(
            groups(
                source(GroupUse.UNION, Group.named("a")),
                source(GroupUse.ONLY, Group.named("b")),
                source(GroupUse.UNION, Group.named("c"))))
        .containsExactly(Group.named("b"));
  }

  @Test
  void whom_the_only_source_does_not_know_is_in_no_group() {
    Source only =
        new Source(GroupUse.ONLY, GroupNames.AS_THEY_ARE, new AccountAnswer.UnknownUser());
    assertThat(
            groups(
                source(GroupUse.UNION, Group.named("a")),
                only,
                source(GroupUse.UNION, Group.named("c"))))
        .isEmpty();
  }

  @Test
  void a_source_may_give_numbers_and_no_groups() {
    Source quiet =
        new Source(
            GroupUse.NONE,
            GroupNames.AS_THEY_ARE,
            found(OptionalLong.of(500), Group.named("b"), Group.numbered(7)));
    assertThat(groups(quiet))
        .as("the primary one is the kernel's")
        .containsExactly(Group.numbered(500));
  }

  @Test
  void two_names_can_be_the_same_group() {
    Source directory =
        new Source(
            GroupUse.UNION, RENAMED, found(OptionalLong.empty(), Group.named("icecube-ana")));
    assertThat(groups(directory, source(GroupUse.UNION, Group.of("icecube", 5000))))
        .containsExactly(Group.of("icecube", 5000));
  }

  @Test
  void a_number_stays_even_where_its_name_does_not() {
    Source hostile =
        source(GroupUse.UNION, Group.of("a\u202eb", 7), Group.numbered(8), Group.named("\u0000"));
    assertThat(groups(hostile)).containsExactlyInAnyOrder(Group.numbered(7), Group.numbered(8));
  }

  /** With the number of one and the file system of the other, files of a third would open. */
  @Test
  void a_group_with_two_numbers_in_two_sources_makes_no_account() {
    Accounts.Result result =
        result(
            source(GroupUse.UNION, Group.of("icecube", 5000)),
            source(GroupUse.UNION, Group.of("icecube", 6000)));
    assertThat(result.toString())
        .contains("source2 says the group icecube gid 6000, source1 says 5000");
  }

  @Test
  void groups_that_do_not_count_contradict_nobody() {
    Group theirs = Group.of("icecube", 5000);
    Group ours = Group.of("icecube", 6000);
    assertThat(groups(source(GroupUse.NONE, theirs), source(GroupUse.UNION, ours)))
        .containsExactly(ours);
    assertThat(groups(source(GroupUse.UNION, theirs), source(GroupUse.ONLY, ours)))
        .containsExactly(ours);
  }

  @Test
  void another_primary_group_is_a_contradiction_that_names_both_sources() {
    Source one = new Source(GroupUse.UNION, GroupNames.AS_THEY_ARE, found(OptionalLong.of(500)));
    Source other = new Source(GroupUse.UNION, GroupNames.AS_THEY_ARE, found(OptionalLong.of(501)));
    assertThat(result(one, other).toString()).contains("source2 says gid 501, source1 says 500");
  }
}
