package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.Verdict;

/** What the queries' columns and parameters mean, on every engine. */
@ParameterizedClass
@EnumSource(Engine.class)
final class SqlColumnsTest {
  private final Engine engine;

  SqlColumnsTest(Engine engine) {
    this.engine = engine;
  }

  private Map<String, Object> settings() {
    return Fixture.settings(engine);
  }

  private Map<String, Object> settings(String key, String query) {
    Map<String, Object> settings = settings();
    settings.put(key, query);
    return settings;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 AS disabled | disabled",
        "'left in May' AS disabled | disabled: left in May",
        "'f' AS locked | locked: f",
        "1 AS disabled, 'by the board' AS locked | disabled, locked: by the board",
        "1 = 1 AS locked | locked"
      })
  void a_person_who_is_disabled_or_locked_is_so_with_the_reason(String columns, String why) {
    try (Asked asked =
        new Asked(
            settings(
                "account-query",
                "SELECT name, " + columns + " FROM people WHERE name = :username"))) {
      assertThat(asked.account("ana")).isEqualTo(new AccountAnswer.Disabled(why));
      assertThat(asked.account("nobody")).isEqualTo(new AccountAnswer.UnknownUser());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "NULL", "''", "1 = 2"})
  void a_flag_that_says_no_disables_nobody(String value) {
    try (Asked asked =
        new Asked(
            settings(
                "account-query",
                "SELECT name, uid, gid, "
                    + value
                    + " AS disabled FROM people WHERE name = :username"))) {
      assertThat(asked.found("ana")).isEqualTo(Fixture.ANA);
    }
  }

  @Test
  void named_columns_are_attributes_and_several_rows_several_values() {
    Map<String, Object> settings =
        settings(
            "account-query",
            "SELECT people.name, 7 AS quota, NULL AS orcid, group_name AS team FROM people"
                + " JOIN memberships ON person = people.name WHERE people.name = :username"
                + " AND group_name IS NOT NULL");
    settings.put("attributes", List.of("quota", "orcid", "team"));
    settings.remove("groups-query");
    try (Asked asked = new Asked(settings)) {
      Map<String, List<String>> attributes = asked.found("ana").attributes();
      assertThat(attributes).containsOnlyKeys("quota", "team").containsEntry("quota", List.of("7"));
      assertThat(attributes.get("team")).containsExactlyInAnyOrder("project1", "shift");
    }
  }

  @Test
  void an_account_and_its_groups_may_come_from_one_query() {
    Map<String, Object> settings =
        settings(
            "account-query",
            "SELECT p.name, p.uid, p.gid, m.group_name, m.gid AS group_gid FROM people p"
                + " LEFT JOIN memberships m ON m.person = p.name WHERE p.name = :username");
    settings.remove("groups-query");
    try (Asked asked = new Asked(settings)) {
      assertThat(asked.found("ana")).isEqualTo(Fixture.ANA);
      assertThat(asked.found("root").groups()).containsExactly(Group.numbered(0));
      assertThat(asked.resolver().check(Asked.soon())).isInstanceOf(Health.Ready.class);
    }
  }

  @Test
  void groups_and_rights_may_be_asked_by_number() {
    Map<String, Object> settings =
        settings(
            "groups-query",
            "SELECT group_name AS name FROM memberships JOIN people ON person = people.name"
                + " WHERE uid = :uid AND people.gid = :gid AND group_name IS NOT NULL");
    settings.put(
        "scopes-query", "SELECT pattern FROM rights JOIN people ON person = name WHERE uid = :uid");
    try (Asked asked = new Asked(settings)) {
      assertThat(asked.found("ana").groups())
          .contains(Group.named("project1"), Group.named("shift"));
      assertThat(asked.found("ben").groups()).as("a number that is null is nobody's").isEmpty();
      assertThat(
              asked
                  .rights()
                  .judge(
                      Fixture.account("whoever"),
                      List.of(Fixture.scope("storage.read", "home", "ana")),
                      Asked.soon()))
          .singleElement()
          .extracting(verdict -> verdict.why())
          .isEqualTo("the site's database lists storage.read:/home/ana/**");
    }
  }

  @Test
  void a_person_may_be_found_by_what_the_login_proves() {
    try (Asked asked =
        new Asked(
            settings(
                "account-query",
                "SELECT name, uid, gid FROM people WHERE CONCAT('subject-of-', name) = :subject"
                    + " AND :issuer = 'https://idp.example'"))) {
      assertThat(asked.found("ana")).isEqualTo(Fixture.ANA);
      assertThat(asked.account("an\u0000a")).isEqualTo(new AccountAnswer.UnknownUser());
    }
  }

  @Test
  void which_questions_it_answers_follows_from_its_queries() {
    Map<String, Object> rights = settings();
    rights.keySet().removeAll(List.of("account-query", "groups-query"));
    Map<String, Object> accounts = settings();
    accounts.remove("scopes-query");
    try (Asked judge = new Asked(rights);
        Asked source = new Asked(accounts)) {
      assertThat(judge.resolver())
          .isInstanceOf(ScopeJudge.class)
          .isNotInstanceOf(AccountSource.class);
      assertThat(source.resolver())
          .isInstanceOf(AccountSource.class)
          .isNotInstanceOf(ScopeJudge.class);
    }
  }

  @Test
  void groups_alone_add_to_an_account_that_another_source_has_made() {
    Map<String, Object> settings = settings();
    settings.remove("account-query");
    try (Asked asked = new Asked(settings)) {
      Contribution found = asked.found("ana");
      assertThat(found.name()).isEqualTo(Optional.empty());
      assertThat(found.uid()).isEqualTo(OptionalLong.empty());
      assertThat(found.groups())
          .isEqualTo(
              Set.of(Group.of("project1", 12350), Group.named("shift"), Group.numbered(12399)));
      assertThat(asked.account("nobody")).isEqualTo(new AccountAnswer.UnknownUser());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "account-query | SELECT name, uid AS uidnumber FROM people WHERE name = :username | column uidnumber",
        "account-query | SELECT uid AS name FROM people WHERE name = :username | name in account-query should be a text",
        "account-query | SELECT name, CURRENT_TIMESTAMP AS uid FROM people WHERE name = :username | uid in account-query should be a number",
        "account-query | SELECT name, CURRENT_TIMESTAMP AS locked FROM people WHERE name = :username | locked in account-query should be",
        "groups-query | SELECT uid AS name FROM people WHERE name = :username | name in groups-query should be a text",
        "scopes-query | SELECT person AS action, gid AS path FROM memberships WHERE person = :username | path in scopes-query should be a text",
        "scopes-query | SELECT pattern, person FROM rights WHERE person = :username | scopes-query gives a column pattern"
      })
  void the_check_finds_columns_and_types_that_can_not_be_right(
      String key, String query, String why) {
    boolean byType =
        why.contains("should be a text") || why.contains("number") || why.contains("locked");
    assumeTrue(engine.knowsTypes() || !byType);
    try (Asked asked = new Asked(settings(key, query))) {
      assertThat(asked.resolver().check(Asked.soon()))
          .isInstanceOfSatisfying(
              Health.NotReady.class, answer -> assertThat(answer.why()).contains(why));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM rights WHERE person <> :username",
        "UPDATE rights SET person = :username",
        "INSERT INTO rights VALUES (:username, 'storage.read:/**')",
        "CREATE TABLE taken AS SELECT pattern FROM rights WHERE person = :username"
      })
  void a_statement_that_writes_is_found_by_the_check_and_does_nothing(String query) {
    try (Asked asked = new Asked(settings("scopes-query", query));
        Asked unharmed = new Asked(settings())) {
      assertThat(asked.resolver().check(Asked.soon())).isInstanceOf(Health.NotReady.class);
      assertThat(
              unharmed
                  .rights()
                  .judge(
                      Fixture.account("ana"),
                      List.of(Fixture.scope("storage.read", "home", "ana")),
                      Asked.soon()))
          .hasOnlyElementsOfType(Verdict.Granted.class);
    }
  }

  @Test
  void an_attribute_that_no_column_gives_is_found_by_the_check() {
    Map<String, Object> settings = settings();
    settings.put("attributes", List.of("mail"));
    try (Asked asked = new Asked(settings)) {
      assertThat(asked.resolver().check(Asked.soon()))
          .isEqualTo(new Health.NotReady("account-query gives no column mail"));
    }
  }
}
