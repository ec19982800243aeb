package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Health;

/** MariaDB and MySQL find {@code ana} when asked for {@code ANA}, unless told otherwise. */
final class LooseNamesTest {
  @BeforeAll
  static void fill() {
    Fixture.execute(
        TestSite.url(Engine.MARIADB),
        List.of(
            "CREATE TABLE IF NOT EXISTS loose"
                + " (name VARCHAR(64) COLLATE utf8mb4_general_ci PRIMARY KEY, uid BIGINT)",
            "INSERT IGNORE INTO loose VALUES ('ana', 2001)"));
  }

  private static Asked asked(String query) {
    Map<String, Object> settings = Fixture.settings(Engine.MARIADB);
    settings.put("account-query", query);
    settings.remove("groups-query");
    return new Asked(settings);
  }

  @Test
  void the_name_in_the_database_is_told_so_that_nobody_gets_anothers_numbers() {
    try (Asked asked = asked("SELECT name, uid FROM loose WHERE name = :username")) {
      assertThat(asked.found("ANA").name()).contains("ana");
    }
  }

  @Test
  void a_query_that_does_not_tell_the_name_is_refused() {
    try (Asked asked = asked("SELECT uid FROM loose WHERE name = :username")) {
      assertThat(asked.account("ANA"))
          .isInstanceOfSatisfying(
              AccountAnswer.Unavailable.class,
              down -> assertThat(down.why()).contains("another spelling"));
      assertThat(asked.resolver().check(Asked.soon())).isInstanceOf(Health.NotReady.class);
    }
  }

  @Test
  void a_query_may_ask_for_the_very_name_and_still_use_the_index() {
    try (Asked asked =
        asked(
            "SELECT name, uid FROM loose"
                + " WHERE name = :username AND BINARY name = :username")) {
      assertThat(asked.account("ANA")).isEqualTo(new AccountAnswer.UnknownUser());
      assertThat(asked.found("ana").uid()).hasValue(2001);
    }
  }
}
