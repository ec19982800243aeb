package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;

/** 100,000 people in 20,000 groups, five each. */
@ParameterizedClass
@EnumSource(Engine.class)
final class ManyUsersTest {
  private static final int PEOPLE = 100_000;
  private static final int GROUPS = 20_000;

  private final Engine engine;

  ManyUsersTest(Engine engine) {
    this.engine = engine;
  }

  /**
   * All in statements of the database itself: sent row by row it would take as long as the rest.
   */
  private void fill(String url) throws SQLException {
    String people = numbers(PEOPLE);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE many_people (name VARCHAR(64) PRIMARY KEY, uid BIGINT)");
      statement.execute(
          "CREATE TABLE many_members (name VARCHAR(64), group_name VARCHAR(64), gid BIGINT)");
      statement.execute(
          "INSERT INTO many_people SELECT CONCAT('user', i), 100000 + i FROM " + people);
      for (int part = 0; part < 5; part++) {
        String group = "((i * 7 + %d) %% %d)".formatted(part * 3989, GROUPS);
        statement.execute(
            "INSERT INTO many_members SELECT CONCAT('user', i), CONCAT('group', %1$s), 500000 + %1$s FROM %2$s"
                .formatted(group, people));
      }
      statement.execute("CREATE INDEX many_members_by_name ON many_members (name)");
    }
  }

  private String numbers(int many) {
    return switch (engine) {
      case POSTGRESQL -> "generate_series(1, %d) AS numbers(i)".formatted(many);
      case MARIADB -> "(SELECT seq AS i FROM seq_1_to_%d) AS numbers".formatted(many);
      case SQLITE ->
          "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n)"
              .formatted(many);
    };
  }

  @Test
  void load_and_are_found_one_by_one() throws SQLException {
    Map<String, Object> settings = Fixture.settings(engine);
    fill(TestSite.url(engine));
    settings.put(
        "account-query",
        "SELECT p.name, p.uid, m.group_name, m.gid AS group_gid FROM many_people p"
            + " LEFT JOIN many_members m ON m.name = p.name WHERE p.name = :username");
    settings.remove("groups-query");
    try (Asked asked = new Asked(settings)) {
      assertThat(asked.account("user0")).isEqualTo(new AccountAnswer.UnknownUser());
      // A second for each of 200 would be far too slow, and a scan of the table is slower still.
      Deadline all = Deadline.in(Duration.ofSeconds(20));
      for (int i = 1; i <= PEOPLE; i += PEOPLE / 200) {
        Contribution found =
            ((AccountAnswer.Found) asked.account("user" + i, Contribution.NONE, all))
                .contribution();
        assertThat(found.name()).isEqualTo(Optional.of("user" + i));
        assertThat(found.uid()).isEqualTo(OptionalLong.of(100_000 + i));
        assertThat(found.groups()).isEqualTo(groups(i));
      }
    }
  }

  private static Set<Group> groups(long person) {
    Set<Group> groups = new java.util.HashSet<>();
    for (int part = 0; part < 5; part++) {
      long group = (person * 7 + part * 3989L) % GROUPS;
      groups.add(Group.of("group" + group, 500_000 + group));
    }
    return groups;
  }
}
