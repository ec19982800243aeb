package org.symbolon.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

class ListedScopeTest {
  @ParameterizedTest
  @CsvSource({
    "storage.read:/data, storage.read, /data, true",
    "storage.read:/data, storage.read, /data/ana, false",
    "storage.read:/data, storage.read, /database, false",
    "storage.read:/data, storage.create, /data, false",
    "storage.read:/data/**, storage.read, /data, true",
    "storage.read:/data/**, storage.read, /data/ana/p1, true",
    "storage.read:/data/**, storage.read, /database, false",
    "storage.read:/data/**, storage.read, /, false",
    "storage.read:/home/*/pub, storage.read, /home/ana/pub, true",
    "storage.read:/home/*/pub, storage.read, /home/ana/private, false",
    "storage.read:/home/*/pub, storage.read, /home/ana/pub/x, false",
    "storage.*:/data/**, storage.modify, /data/x, true",
    "storage.*:/data/**, compute.read, /data/x, false",
    "storage.read:/, storage.read, /, true",
    "storage.read:/, storage.read, /data, false",
    "storage.read:/**, storage.read, /data, true",
    "storage.read:/a%20b, storage.read, /a b, true",
    "storage.read:/a+b, storage.read, /a+b, true",
  })
  void a_pattern_with_a_path_covers_what_lies_in_it(
      String pattern, String action, String path, boolean covered) {
    assertThat(parsed(pattern).covers(at(action, path))).isEqualTo(covered);
  }

  @Test
  void a_scope_without_a_path_covers_itself_or_by_its_star_what_begins_like_it() {
    assertThat(parsed("compute.read").covers(plain("compute.read"))).isTrue();
    assertThat(parsed("compute.read").covers(plain("compute.readonly"))).isFalse();
    assertThat(parsed("compute.*").covers(plain("compute.create"))).isTrue();
    assertThat(parsed("compute.*").covers(plain("storage.create"))).isFalse();
    assertThat(parsed("compute.read").covers(at("compute.read", "/x"))).isFalse();
    assertThat(parsed("storage.read:/x").covers(plain("storage.read"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "storage.read:/a//b",
        "storage.read:/a/",
        "storage.read:/../etc",
        "storage.read:/./x",
        "storage.read:/%2e%2e",
        "storage.read:/a%2fb",
        "storage.read:/a%00b",
        "storage.read:/a%0ab",
        "storage.read:/a%zz",
        "storage.read:/a b",
        "storage.read:/**/x",
        "sto*rage.read:/x",
        ":/x",
        "\"x\"",
      })
  void what_is_no_pattern_is_told_from_one(String text) {
    assertThat(ListedScope.parse(text)).isEmpty();
  }

  @Test
  void what_can_stand_for_actions_is_known() {
    assertThat(ListedScope.isAction("storage.*")).isTrue();
    assertThat(ListedScope.isAction("*")).isTrue();
    assertThat(ListedScope.isAction("storage read")).isFalse();
    assertThat(ListedScope.isAction("")).isFalse();
    assertThat(ListedScope.names("*", "anything")).isTrue();
  }

  private static ListedScope parsed(String text) {
    return ListedScope.parse(text).orElseThrow();
  }

  private static ScopeQuestion plain(String action) {
    return new ScopeQuestion(action, action, Optional.empty());
  }

  private static ScopeQuestion at(String action, String path) {
    List<String> segments =
        path.equals("/") ? List.of() : Arrays.asList(path.substring(1).split("/"));
    return new ScopeQuestion(
        action + ":" + path, action, Optional.of(new ScopePath(segments, false)));
  }
}
