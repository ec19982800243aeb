package org.symbolon.resolver.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.resolver.Settings;

/**
 * What an administrator has set.
 *
 * @param timeout for a connection; a statement has what is left of the deadline
 */
record SqlSettings(
    String name,
    Engine engine,
    String url,
    Optional<String> user,
    Optional<String> password,
    String accountQuery,
    Optional<String> groupsQuery,
    Optional<String> scopesQuery,
    Duration timeout,
    int poolSize) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What the connection pool accepts. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

  private static final long POOL_SIZE = 4;
  private static final Pattern NAMES_THE_USER = Pattern.compile("(?<!:):username\\b");

  static SqlSettings from(Settings settings) {
    String url = settings.required("url");
    Optional<Engine> engine = Engine.of(url);
    if (engine.isEmpty() && !url.isEmpty()) {
      settings.mistake("url", "should begin with jdbc:postgresql: or jdbc:sqlite:");
    }
    if (url.toLowerCase(java.util.Locale.ROOT).contains("password=")) {
      settings.mistake("url", "should hold no password: use password or password-file");
    }
    Optional<String> user = settings.text("user");
    Optional<String> password = settings.secret("password");
    String accountQuery = settings.required("account-query");
    about(settings, "account-query", Optional.of(accountQuery).filter(text -> !text.isEmpty()));
    Optional<String> groupsQuery = settings.text("groups-query");
    about(settings, "groups-query", groupsQuery);
    Optional<String> scopesQuery = settings.text("scopes-query");
    about(settings, "scopes-query", scopesQuery);
    return new SqlSettings(
        settings.name(),
        engine.orElse(Engine.SQLITE),
        url,
        user,
        password,
        accountQuery,
        groupsQuery,
        scopesQuery,
        timeout(settings),
        poolSize(settings));
  }

  /** A query that does not ask about somebody answers the same for everybody. */
  private static void about(Settings settings, String key, Optional<String> query) {
    if (query.isPresent() && !NAMES_THE_USER.matcher(query.get()).find()) {
      settings.mistake(key, "should ask about :username");
    }
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
