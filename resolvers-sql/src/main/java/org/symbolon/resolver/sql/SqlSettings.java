package org.symbolon.resolver.sql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.Settings;

/**
 * What an administrator has set.
 *
 * @param attributes columns of the account query that are handed on under their names
 * @param actions which scopes the scopes query is about, {@code storage.*}
 * @param timeout of a question
 */
record SqlSettings(
    String name,
    Engine engine,
    String url,
    Optional<String> user,
    Optional<String> password,
    Optional<SiteQuery> accountQuery,
    Optional<SiteQuery> groupsQuery,
    Optional<SiteQuery> scopesQuery,
    List<String> attributes,
    List<String> actions,
    Duration timeout,
    int poolSize) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What the connection pool accepts. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

  private static final long POOL_SIZE = 4;
  private static final String ACCOUNT_QUERY = "account-query";

  static SqlSettings from(Settings settings) {
    String url = settings.required("url");
    SqlSettings read =
        new SqlSettings(
            settings.name(),
            engine(settings, url),
            url,
            settings.text("user"),
            settings.secret("password"),
            query(settings, ACCOUNT_QUERY, Subject.OF_A_LOGIN, List.of("username", "subject")),
            query(settings, "groups-query", Subject.OF_AN_ACCOUNT, List.of("username", "uid")),
            query(settings, "scopes-query", Subject.OF_AN_ACCOUNT, List.of("username", "uid")),
            attributes(settings),
            actions(settings),
            timeout(settings),
            poolSize(settings));
    if (read.accountQuery.isEmpty() && read.groupsQuery.isEmpty() && read.scopesQuery.isEmpty()) {
      settings.mistake(
          ACCOUNT_QUERY, "is missing, and so are groups-query and scopes-query: give one at least");
    }
    return read;
  }

  private static Engine engine(Settings settings, String url) {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      settings.mistake("url", "should hold no password: use password or password-file");
    }
    return Engine.of(url)
        .orElseGet(
            () -> {
              if (url.startsWith("jdbc:mysql:")) {
                settings.mistake("url", "should begin with jdbc:mariadb:, for MySQL too");
              } else if (!url.isEmpty()) {
                settings.mistake("url", "should begin with one of " + Engine.prefixes());
              }
              return Engine.SQLITE;
            });
  }

  /**
   * @param known the parameters there are
   * @param telling those of which it needs one: a query that asks about nobody answers the same for
   *     everybody
   */
  private static Optional<SiteQuery> query(
      Settings settings, String key, List<String> known, List<String> telling) {
    Optional<SiteQuery> query =
        settings.text(key).filter(sql -> !sql.isBlank()).map(sql -> new SiteQuery(key, sql));
    query.ifPresent(
        given -> {
          if (!given.asksWithAnyOf(telling)) {
            settings.mistake(key, "should ask about :" + String.join(" or :", telling));
          }
          Set<String> unknown = given.parameters();
          unknown.removeAll(known);
          if (!unknown.isEmpty()) {
            settings.mistake(
                key,
                "asks with :%s, and there are only :%s"
                    .formatted(String.join(", :", unknown), String.join(", :", known)));
          }
          if (given.isSeveralStatements()) {
            settings.mistake(key, "should be one statement");
          }
        });
    return query;
  }

  private static List<String> attributes(Settings settings) {
    List<String> attributes = settings.texts("attributes");
    for (String attribute : attributes) {
      if (!attribute.matches("[a-z][a-z0-9_]*") || AccountQuery.OWN.contains(attribute)) {
        settings.mistake(
            "attributes", "should be columns in lower case, and none of " + AccountQuery.OWN);
        return List.of();
      }
    }
    return attributes;
  }

  private static List<String> actions(Settings settings) {
    List<String> actions = settings.texts("actions");
    for (String action : actions) {
      if (!ListedScope.isAction(action)) {
        settings.mistake(
            "actions", "should be scopes without their paths, storage.read or compute.*");
        return List.of();
      }
    }
    return actions.isEmpty() ? List.of("*") : actions;
  }

  private static Duration timeout(Settings settings) {
    Duration timeout = settings.duration("timeout", TIMEOUT);
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      settings.mistake("timeout", "should be from 250ms to 5m");
      return TIMEOUT;
    }
    return timeout;
  }

  private static int poolSize(Settings settings) {
    long size = settings.integer("pool-size", POOL_SIZE);
    if (size < 1 || size > 100) {
      settings.mistake("pool-size", "should be from 1 to 100");
      return (int) POOL_SIZE;
    }
    return (int) size;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "%s at %s".formatted(name, url);
  }
}
