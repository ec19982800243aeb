package org.symbolon.resolver.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** A small site's tables, and the settings that ask them. */
final class Fixture {
  static final Contribution ANA =
      new Contribution(
          Optional.of("ana"),
          OptionalLong.of(2001),
          OptionalLong.of(2001),
          Set.of(
              Group.numbered(2001),
              Group.of("project1", 12350),
              Group.named("shift"),
              Group.numbered(12399)),
          Map.of());

  static final List<String> PATTERNS = List.of("storage.read:/home/ana/**", "compute.read");

  private static final String TABLES =
      """
      CREATE TABLE people (name VARCHAR(64) PRIMARY KEY, uid BIGINT, gid BIGINT);
      CREATE TABLE memberships (person VARCHAR(64), group_name VARCHAR(64), gid BIGINT);
      CREATE TABLE rights (person VARCHAR(64), pattern VARCHAR(255));
      INSERT INTO people VALUES ('ana', 2001, 2001), ('ben', 2002, NULL), ('root', 0, 0);
      INSERT INTO memberships VALUES ('ana', 'project1', 12350), ('ana', 'shift', NULL),
        ('ana', NULL, 12399), ('ben', 'others', 12398);
      INSERT INTO rights VALUES ('ana', 'storage.read:/home/ana/**'), ('ana', 'compute.read'),
        ('ben', 'compute.read');
      """;

  private Fixture() {}

  static void fill(String url) {
    execute(url, List.of(TABLES.split(";\\s*\n")));
  }

  static void execute(String url, List<String> statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(url, e);
    }
  }

  static Map<String, Object> settings(Engine engine) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("url", TestSite.url(engine));
    settings.put("account-query", "SELECT name, uid, gid FROM people WHERE name = :username");
    settings.put(
        "groups-query", "SELECT group_name AS name, gid FROM memberships WHERE person = :username");
    settings.put("scopes-query", "SELECT pattern FROM rights WHERE person = :username");
    settings.put("actions", List.of("storage.*", "compute.*"));
    settings.put("timeout", "20s");
    settings.put("pool-size", 4);
    return settings;
  }

  /** Settings that lead nowhere. */
  static Map<String, Object> down(Engine engine) {
    Map<String, Object> settings = settings(engine);
    settings.put("url", TestSite.nowhere(engine));
    settings.put("timeout", "300ms");
    return settings;
  }

  static Map<String, Map<String, ?>> lackingARequiredOne(Engine engine) {
    Map<String, Object> noUrl = settings(engine);
    noUrl.remove("url");
    Map<String, Object> noQuery = settings(engine);
    noQuery.keySet().removeIf(key -> key.endsWith("-query"));
    return Map.of("url", noUrl, "account-query", noQuery);
  }

  static Account account(String name) {
    return new Account(name, OptionalLong.of(2001), OptionalLong.of(2001), Set.of(), Map.of());
  }

  static ScopeQuestion scope(String action, String... segments) {
    ScopePath path = new ScopePath(List.of(segments), false);
    return new ScopeQuestion(action + ":" + path, action, Optional.of(path));
  }
}
