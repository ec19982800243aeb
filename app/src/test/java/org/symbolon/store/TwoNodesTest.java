package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes.Redemption;
import org.symbolon.grant.Families.Rotation;
import org.symbolon.grant.Families.Use;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins.Lease;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.login.Failures.Limit;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class TwoNodesTest {
  private final TestDatabases.Database database;

  TwoNodesTest(TestDatabases.Kind kind) {
    database = TestDatabases.fresh(kind);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nodes_that_start_together_on_an_empty_database_find_one_schema() {
    List<Store> nodes = Parallel.run(4, number -> database.anotherNode());

    nodes.getFirst().putSettingIfNone("who", "the first");
    assertThat(nodes).allMatch(node -> node.setting("who").equals(Optional.of("the first")));
  }

  @Test
  void opening_again_keeps_what_is_stored() {
    Login login = Samples.login();
    database.store().logins().begin(login, SharedNames.NONE);

    assertThat(database.anotherNode().logins().find(login.grant().id())).contains(login);
  }

  @Test
  void whichever_node_answers_a_code_and_a_token_count_once() {
    List<Store> nodes = List.of(database.anotherNode(), database.anotherNode());
    Login login = Samples.login();
    nodes.get(0).logins().begin(login, SharedNames.NONE);
    Code code = Samples.code(login);
    nodes.get(1).codes().issue(code);
    Grant grant = Samples.below(login.grant(), code.grant(), Samples.EXPIRES);
    Code replayed = Samples.code(login);
    nodes.get(1).codes().issue(replayed);
    Grant another = Samples.below(login.grant(), replayed.grant(), Samples.EXPIRES);

    nodes.get(0).codes().redeem(code.hash(), grant, Optional.of(Samples.family()), NOW);
    Use use = new Use(grant.id(), 0, "k1", Duration.ofSeconds(60), Samples.EXPIRES, NOW);
    List<Rotation> rotations =
        Parallel.run(100, number -> nodes.get(number % 2).families().rotate(use));
    List<Redemption> redemptions =
        Parallel.run(
            20,
            number ->
                nodes
                    .get(number % 2)
                    .codes()
                    .redeem(replayed.hash(), another, Optional.empty(), NOW));

    assertThat(rotations).containsOnlyOnce(new Rotation.Rotated(1, "k1"));
    assertThat(rotations).filteredOn(new Rotation.Repeated(1, "k1")::equals).hasSize(99);
    assertThat(redemptions).containsOnlyOnce(new Redemption.Redeemed());
  }

  @Test
  void one_node_asks_the_upstream_and_the_end_is_known_on_the_other_at_once() {
    List<Store> nodes = List.of(database.anotherNode(), database.anotherNode());
    Login login = Samples.login();
    nodes.get(0).logins().begin(login, SharedNames.NONE);

    List<Lease> leases =
        Parallel.run(
            20,
            number ->
                nodes
                    .get(number % 2)
                    .logins()
                    .leaseRecheck(login.grant().id(), NOW, Duration.ZERO, Duration.ofSeconds(30)));
    nodes.get(0).grants().end(login.grant().id(), "no longer welcome", NOW);

    assertThat(leases).filteredOn(Lease.Ask.class::isInstance).hasSize(1);
    assertThat(nodes.get(1).grants().alive(login.grant().lineage(), NOW)).isFalse();
  }

  @Test
  void nodes_may_sweep_together() {
    List<Store> nodes = List.of(database.anotherNode(), database.anotherNode());
    for (int number = 0; number < 50; number++) {
      nodes
          .get(0)
          .failures()
          .attempt(List.of(new Limit("bucket" + number, 9)), Duration.ofSeconds(1), NOW);
    }

    List<Integer> swept =
        Parallel.run(
            20,
            number ->
                nodes
                    .get(number % 2)
                    .sweep(NOW.plus(Duration.ofDays(1)), 10)
                    .getOrDefault("failures", 0));

    assertThat(swept.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
  }
}
