package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.EntitlementSource.Entitlements;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/** What a listed pattern or path prefix covers. */
final class SqlRightsTest {
  private static Map<String, Object> listing(String columns) {
    Map<String, Object> settings = Fixture.settings(Engine.SQLITE);
    settings.put("scopes-query", "SELECT " + columns + " FROM people WHERE name = :username");
    settings.remove("actions");
    return settings;
  }

  private static ScopeQuestion scope(String text) {
    String[] parts = text.split(":", 2);
    return parts.length == 1
        ? new ScopeQuestion(text, text, Optional.empty())
        : Fixture.scope(
            parts[0], parts[1].equals("/") ? new String[0] : parts[1].substring(1).split("/", -1));
  }

  private static Verdict judge(String columns, String scope) {
    try (Asked asked = new Asked(listing(columns))) {
      return asked
          .rights()
          .judge(Fixture.account("ana"), List.of(scope(scope)), Asked.soon())
          .getFirst();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/**, storage.read:/data",
    "storage.read:/data/**, storage.read:/data/x/y",
    "storage.read:/**, storage.read:/",
    "storage.read:/data/*, storage.read:/data/x",
    "storage.*:/data/**, storage.modify:/data/x",
    "storage.read:/my%20data/%2A, storage.read:/my data/*",
    "storage.read:/a+b, storage.read:/a+b",
    "compute.*, compute.read",
    "compute.read, compute.read",
    "wlcg.groups:/ice, wlcg.groups:/ice"
  })
  void it_grants_what_a_pattern_covers(String pattern, String scope) {
    assertThat(judge("'" + pattern + "'", scope))
        .isEqualTo(new Verdict.Granted("the site's database lists " + pattern));
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/**, storage.read:/database",
    "storage.read:/data/**, storage.read:/",
    "storage.read:/data/**, storage.modify:/data",
    "storage.read:/data, storage.read:/data/x",
    "storage.read:/data/*, storage.read:/data",
    "storage.read:/data/*, storage.read:/data/x/y",
    "storage.modify:/data/**, storage.create:/data",
    "storage.read:/%2A, storage.read:/x",
    "compute.*, storage.read:/",
    "compute.read, compute.cancel",
    "storage.read:/Data, storage.read:/data"
  })
  void it_refuses_what_none_covers(String pattern, String scope) {
    assertThat(judge("'" + pattern + "'", scope))
        .isEqualTo(new Verdict.Refused("the site's database does not list it for ana"));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/ana, storage.read:/data/ana, true",
    "/data/ana/, storage.read:/data/ana/x, true",
    "/data/ana, storage.read:/data/anab, false",
    "/data/ana, storage.read:/data, false",
    "/, storage.read:/x, true",
    "/data/*, storage.read:/data/*, true",
    "/data/*, storage.read:/data/x, false",
    "/data/**, storage.read:/data/x, false",
    "/data/{group}, storage.read:/data/ice, false",
    "/data/%2e, storage.read:/data/., false"
  })
  void a_path_stands_for_itself_and_what_is_below_and_nothing_in_it_is_a_pattern(
      String path, String scope, boolean granted) {
    Verdict verdict = judge("'storage.read' AS action, '" + path + "' AS path", scope);
    assertThat(verdict).isInstanceOf(granted ? Verdict.Granted.class : Verdict.Refused.class);
  }

  @Test
  void a_paths_pattern_is_written_as_in_a_rule() {
    try (Asked asked = new Asked(listing("'storage.read' AS action, '/my data/a*é{x}' AS path"))) {
      assertThat(asked.rights().entitlements(Fixture.account("ana"), Asked.soon()))
          .isEqualTo(
              new Entitlements.Patterns(List.of("storage.read:/my%20data/a%2A%C3%A9%7Bx%7D/**")));
    }
  }

  @Test
  void an_action_without_a_path_is_a_scope_without_one() {
    assertThat(judge("'compute.read' AS action, NULL AS path", "compute.read"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'storage.read:/a/../b'",
        "'storage.read:/a//b'",
        "'storage.read:/a/**/b'",
        "'storage.read:/a/x*'",
        "'storage.read:/home/{username}'",
        "'storage.read:/a%2Fb'",
        "'storage.read:/a%00b'",
        "'storage.read:a/b'",
        "'two words'",
        "'*:/x/..'",
        "'storage.read' AS action, 'data' AS path",
        "'storage.read' AS action, '/data/..' AS path",
        "'storage.read' AS action, '/data//x' AS path",
        "'storage.read:/x' AS action, '/data' AS path",
        "NULL AS action, '/data' AS path"
      })
  void what_is_no_pattern_is_no_answer(String columns) {
    assertThat(judge(columns, "storage.read:/a"))
        .isInstanceOfSatisfying(
            Verdict.Unavailable.class, down -> assertThat(down.why()).contains("scopes-query"));
  }

  @Test
  void scopes_of_other_actions_are_not_judged_and_cost_no_question() {
    Map<String, Object> settings = Fixture.down(Engine.SQLITE);
    settings.put("actions", List.of("storage.*", "compute.read"));
    List<ScopeQuestion> foreign = new ArrayList<>();
    List.of("wlcg.groups:/ice", "compute.modify", "openid")
        .forEach(text -> foreign.add(scope(text)));
    try (Asked asked = new Asked(settings)) {
      assertThat(asked.rights().judge(Fixture.account("ana"), foreign, Asked.soon()))
          .containsOnly(new Verdict.NotMine());
    }
  }
}
