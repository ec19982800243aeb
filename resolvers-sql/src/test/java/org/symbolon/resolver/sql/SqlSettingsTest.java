package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.resolver.contract.MapSettings;

final class SqlSettingsTest {
  @TempDir Path folder;

  @Test
  void the_smallest_settings_are_enough() {
    MapSettings map = new MapSettings("site", smallest());
    SqlSettings settings = SqlSettings.from(map);
    assertThat(map.mistakes()).isEmpty();
    assertThat(settings.engine()).isEqualTo(Engine.POSTGRESQL);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.poolSize()).isEqualTo(4);
    assertThat(settings.groupsQuery()).isEmpty();
    assertThat(settings.scopesQuery()).isEmpty();
  }

  @Test
  void what_a_text_or_a_comment_holds_is_no_parameter_and_a_last_semicolon_no_statement() {
    Map<String, Object> values = smallest();
    values.put(
        "account-query",
        "SELECT name, '; :x' AS mail /* :y; */ FROM people WHERE name = :username; -- :z");
    values.put("attributes", List.of("mail"));
    MapSettings map = new MapSettings("site", values);
    SqlSettings.from(map);
    assertThat(map.mistakes()).isEmpty();
  }

  @Test
  void the_password_may_stand_in_a_file_and_does_not_print() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "database password\n");
    Map<String, Object> values = smallest();
    values.put("user", "gateway");
    values.put("password-file", file.toString());
    SqlSettings settings = SqlSettings.from(new MapSettings("site", values));
    assertThat(settings.password()).contains("database password");
    assertThat(settings.user()).contains("gateway");
    assertThat(settings.toString()).doesNotContain("database password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | jdbc:mysql://db/site | url: should begin with jdbc:mariadb:, for MySQL too",
        "url | nonsense | url: should begin with one of jdbc:postgresql:, jdbc:mariadb:, jdbc:sqlite:",
        "url | jdbc:postgresql://db/site?password=x | url: should hold no password",
        "account-query | SELECT 1 AS uid | account-query: should ask about :username",
        "groups-query | SELECT 1 AS gid | groups-query: should ask about :username",
        "scopes-query | SELECT x::username | scopes-query: should ask about :username or :uid",
        "scopes-query | SELECT ':username' | scopes-query: should ask about :username or :uid",
        "scopes-query | SELECT :username, :mail | scopes-query: asks with :mail, and there are only",
        "groups-query | SELECT :uid, :subject | groups-query: asks with :subject, and there are only",
        "account-query | SELECT 1 -- :username | account-query: should ask about :username",
        "account-query | SELECT :username; DELETE FROM x | account-query: should be one statement",
        "attributes | uid | attributes: should be columns in lower case, and none of",
        "attributes | Mail | attributes: should be columns in lower case",
        "actions | storage.read:/x | actions: should be scopes without their paths",
        "timeout | 100ms | timeout: should be from 250ms to 5m",
        "timeout | 6m | timeout: should be from 250ms to 5m",
        "pool-size | 0 | pool-size: should be from 1 to 100",
        "pool-size | 101 | pool-size: should be from 1 to 100"
      })
  void a_mistake_is_reported_under_its_key(String key, String value, String mistake) {
    Map<String, Object> values = smallest();
    values.put(key, value);
    MapSettings settings = new MapSettings("site", values);
    SqlSettings.from(settings);
    List<String> mistakes = settings.mistakes();
    assertThat(mistakes).anyMatch(found -> found.startsWith(mistake));
  }

  private static Map<String, Object> smallest() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("url", "jdbc:postgresql://db.example/site");
    settings.put("account-query", "SELECT uid, gid FROM people WHERE name = :username");
    return settings;
  }
}
