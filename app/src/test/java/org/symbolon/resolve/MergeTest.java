package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

final class MergeTest {
  private static final OptionalLong NO = OptionalLong.empty();

  private static Contribution of(OptionalLong uid, OptionalLong gid, Group... groups) {
    return new Contribution(Optional.empty(), uid, gid, Set.of(groups), Map.of());
  }

  private static Contribution merged(Contribution earlier, Contribution later) {
    return Merge.of(earlier, later);
  }

  static List<Arguments> groups() {
    Group whole = Group.of("physics", 500);
    return List.of(
        Arguments.of(List.of(), List.of(whole), List.of(whole)),
        Arguments.of(List.of(whole), List.of(whole), List.of(whole)),
        Arguments.of(List.of(whole), List.of(Group.named("physics")), List.of(whole)),
        Arguments.of(List.of(Group.named("physics")), List.of(whole), List.of(whole)),
        Arguments.of(List.of(Group.numbered(500)), List.of(whole), List.of(whole)),
        Arguments.of(
            List.of(Group.named("physics")),
            List.of(Group.numbered(500)),
            List.of(Group.named("physics"), Group.numbered(500))),
        Arguments.of(
            List.of(whole),
            List.of(Group.of("chemistry", 500)),
            List.of(whole, Group.of("chemistry", 500))),
        Arguments.of(
            List.of(whole),
            List.of(Group.of("physics", 501), Group.named("staff"), Group.numbered(7)),
            List.of(whole, Group.of("physics", 501), Group.named("staff"), Group.numbered(7))));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void groups_are_united_and_halves_join_their_whole(
      List<Group> earlier, List<Group> later, List<Group> expected) {
    assertThat(
            merged(
                    of(NO, NO, earlier.toArray(Group[]::new)),
                    of(NO, NO, later.toArray(Group[]::new)))
                .groups())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void numbers_come_from_whoever_knows_them() {
    OptionalLong uid = OptionalLong.of(1001);
    OptionalLong gid = OptionalLong.of(100);
    assertThat(merged(of(uid, NO), of(NO, gid))).isEqualTo(of(uid, gid));
    assertThat(merged(of(NO, gid), of(uid, gid))).isEqualTo(of(uid, gid));
  }

  @Test
  void attributes_of_one_name_are_joined_in_order_and_nothing_twice() {
    Contribution one =
        new Contribution(
            Optional.of("ana"),
            NO,
            NO,
            Set.of(),
            Map.of("mail", List.of("a", "b"), "x", List.of()));
    Contribution other =
        new Contribution(Optional.empty(), NO, NO, Set.of(), Map.of("mail", List.of("c", "a")));
    Contribution both = merged(one, other);
    assertThat(both.attributes()).isEqualTo(Map.of("mail", List.of("a", "b", "c"), "x", List.of()));
    assertThat(both.name()).hasValue("ana");
  }
}
