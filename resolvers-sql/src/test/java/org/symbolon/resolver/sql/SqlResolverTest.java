package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource.Entitlements;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.contract.MapSettings;

/** What goes beyond the contract, on either engine. */
@ParameterizedClass
@EnumSource(Engine.class)
final class SqlResolverTest {
  @TempDir Path folder;

  private final Engine engine;
  private final List<Resolver> opened = new ArrayList<>();

  SqlResolverTest(Engine engine) {
    this.engine = engine;
  }

  @AfterEach
  void close() {
    opened.forEach(Resolver::close);
  }

  @Test
  void null_columns_are_not_known_here() {
    assertThat(ask(open(settings()), "ben"))
        .isEqualTo(
            found(
                new Contribution(
                    Optional.of("ben"),
                    OptionalLong.of(2002),
                    OptionalLong.empty(),
                    Set.of(Group.of("others", 12398)),
                    Map.of())));
  }

  @Test
  void columns_that_are_not_given_are_not_known_here() {
    Map<String, Object> settings = settings();
    settings.put("account-query", "SELECT name, 1 AS uid FROM people WHERE name = :username");
    settings.remove("groups-query");
    assertThat(ask(open(settings), "ana"))
        .isEqualTo(
            found(
                new Contribution(
                    Optional.of("ana"),
                    OptionalLong.of(1),
                    OptionalLong.empty(),
                    Set.of(),
                    Map.of())));
  }

  @Test
  void groups_are_asked_for_the_name_the_database_gives() {
    Map<String, Object> settings = settings();
    settings.put(
        "account-query",
        "SELECT name, uid, gid FROM people WHERE CONCAT(name, '@campus.example') = :username");
    assertThat(ask(open(settings), "ana@campus.example")).isEqualTo(found(Fixture.ANA));
  }

  @Test
  void the_name_an_earlier_resolver_found_is_looked_up() {
    Contribution earlier =
        new Contribution(
            Optional.of("ana"), OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of());
    assertThat(open(settings()).account(principal("someone"), earlier, soon()))
        .isEqualTo(found(Fixture.ANA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'many' AS uid",
        "'' AS uid",
        "-1 AS uid",
        "1.5 AS uid",
        "4294967295 AS uid",
        "99999999999999999999 AS uid",
        "CONCAT('a', chr(10)) AS name",
        "'  ' AS name",
        "7 AS name",
        "uid AS uidnumber"
      })
  void a_value_that_is_none_is_no_answer(String column) {
    String sql = engine == Engine.SQLITE ? column.replace("chr(", "char(") : column;
    String also = column.endsWith(" AS name") ? "" : ", name";
    Map<String, Object> settings = settings();
    settings.put("account-query", "SELECT " + sql + also + " FROM people WHERE name = :username");
    assertUnavailable(ask(open(settings), "ana"), "account-query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NULL AS gid", "'x' AS gid", "person AS team", "NULL AS name, NULL AS gid"})
  void a_group_that_is_none_is_no_answer(String columns) {
    Map<String, Object> settings = settings();
    settings.put(
        "groups-query", "SELECT " + columns + " FROM memberships WHERE person = :username");
    assertUnavailable(ask(open(settings), "ana"), "groups-query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL AS pattern", "7 AS pattern", "pattern, person"})
  void an_entitlement_that_is_none_is_no_answer(String columns) {
    Map<String, Object> settings = settings();
    settings.put("scopes-query", "SELECT " + columns + " FROM rights WHERE person = :username");
    assertThat(open(settings).entitlements(Fixture.account("ana"), soon()))
        .isInstanceOfSatisfying(
            Entitlements.Unavailable.class,
            answer -> assertThat(answer.why()).contains("scopes-query"));
  }

  @Test
  void two_rows_for_one_name_are_neither_yes_nor_no() {
    Map<String, Object> settings = settings();
    settings.put("account-query", "SELECT name, uid FROM people WHERE name <> :username");
    assertUnavailable(ask(open(settings), "ana"), "2 rows that name more than one person");
  }

  @Test
  void more_rows_than_can_be_right_are_no_answer() {
    Map<String, Object> settings = settings();
    settings.put(
        "groups-query", "SELECT i AS gid FROM " + numbers(20_000) + " WHERE :username = 'ana'");
    assertUnavailable(ask(open(settings), "ana"), "more than 10000 rows");
  }

  @Test
  void a_query_that_writes_is_refused_by_the_database() {
    Map<String, Object> settings = settings();
    settings.put(
        "account-query", "DELETE FROM people WHERE name = :username RETURNING name, uid, gid");
    assertThat(ask(open(settings), "ana")).isInstanceOf(AccountAnswer.Unavailable.class);
    assertThat(ask(open(settings()), "ana")).isEqualTo(found(Fixture.ANA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"account-query", "groups-query", "scopes-query"})
  void a_query_that_does_not_run_is_found_by_the_check(String key) {
    Map<String, Object> settings = settings();
    settings.put(key, "SELECT name FROM no_such_table WHERE name = :username");
    assertThat(open(settings).check(soon()))
        .isInstanceOfSatisfying(
            Health.NotReady.class,
            answer -> assertThat(answer.why()).contains("no_such_table").doesNotContain("\n"));
  }

  @Test
  void the_check_says_how_many_queries_it_tried() {
    Map<String, Object> settings = settings();
    assertThat(open(settings).check(soon()))
        .isEqualTo(new Health.Ready("the database answers; queries tried: 3"));
    settings.remove("groups-query");
    assertThat(open(settings).check(soon()))
        .isEqualTo(new Health.Ready("the database answers; queries tried: 2"));
  }

  @Test
  void a_statement_ends_at_the_deadline_and_the_connection_is_fit_for_the_next() {
    Map<String, Object> settings = settings();
    settings.put("pool-size", 1);
    settings.put(
        "scopes-query",
        "SELECT CONCAT('x', SUM(i)) AS pattern FROM "
            + numbers(2_000_000_000)
            + " WHERE :username <> ''");
    SqlResolver.Both resolver = open(settings);
    assertThat(ask(resolver, "ana")).isEqualTo(found(Fixture.ANA));
    long begin = System.nanoTime();
    assertThat(resolver.entitlements(Fixture.account("ana"), Deadline.in(Duration.ofMillis(300))))
        .isInstanceOfSatisfying(
            Entitlements.Unavailable.class,
            answer -> assertThat(answer.why()).contains("too slow"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(ask(resolver, "ana")).isEqualTo(found(Fixture.ANA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANA", " ana", "ana ", "an\u0000a", "' OR '1'='1", "%", ""})
  void a_name_that_is_not_quite_the_same_is_unknown_and_entitled_to_nothing(String name) {
    SqlResolver.Both resolver = open(settings());
    assertThat(ask(resolver, name)).isEqualTo(new AccountAnswer.UnknownUser());
    assertThat(resolver.entitlements(Fixture.account(name), soon()))
        .isEqualTo(new Entitlements.Patterns(List.of()));
  }

  @Test
  void a_missing_file_is_not_made() {
    Path missing = folder.resolve("missing.db");
    Map<String, Object> settings = settings();
    settings.put("url", "jdbc:sqlite:" + missing);
    settings.put("timeout", "300ms");
    assertThat(ask(open(settings), "ana")).isInstanceOf(AccountAnswer.Unavailable.class);
    assertThat(missing).doesNotExist();
  }

  private Map<String, Object> settings() {
    return Fixture.settings(engine);
  }

  private SqlResolver.Both open(Map<String, Object> settings) {
    MapSettings read = new MapSettings("site", settings);
    Resolver resolver = new SqlResolverFactory().open(read);
    assertThat(read.mistakes()).isEmpty();
    opened.add(resolver);
    return (SqlResolver.Both) resolver;
  }

  private static void assertUnavailable(AccountAnswer answer, String why) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            AccountAnswer.Unavailable.class,
            unavailable -> assertThat(unavailable.why()).contains(why).doesNotContain("\n"));
  }

  private static AccountAnswer found(Contribution contribution) {
    return new AccountAnswer.Found(contribution);
  }

  private static AccountAnswer ask(SqlResolver.Both resolver, String name) {
    return resolver.account(principal(name), Contribution.NONE, soon());
  }

  /** A table of these many numbers, in a column i. */
  private String numbers(int many) {
    return switch (engine) {
      case POSTGRESQL, SQLITE ->
          "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n) AS numbers"
              .formatted(many);
      case MARIADB -> "(SELECT seq AS i FROM seq_1_to_%d) AS numbers".formatted(many);
    };
  }

  private static Principal principal(String name) {
    return new Principal(name, "https://idp.example", "subject", Map.of());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
