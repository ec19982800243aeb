package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.protocol.GrantId;

/** Many who ask at once, on several nodes. */
class RecheckingNodesTest extends Rechecking {
  /** What another node hears while this one's request is under way. */
  private Rechecked meanwhile(Login login) {
    AtomicReference<Optional<Rechecked>> heard = new AtomicReference<>(Optional.empty());
    Rechecker otherNode = node();
    fixture.institution.answer(
        "/token",
        request -> {
          heard.set(Optional.of(otherNode.recheck(login, RULE)));
          return Faults.status(503);
        });
    rechecker.recheck(login, RULE);
    return java.util.Objects.requireNonNull(heard.get()).orElseThrow();
  }

  private static List<Rechecked> atOnce(List<Rechecker> nodes, Login login) throws Exception {
    List<Rechecked> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Rechecked>> futures =
          nodes.stream().map(node -> threads.submit(() -> node.recheck(login, RULE))).toList();
      for (Future<Rechecked> future : futures) {
        answers.add(future.get());
      }
    }
    return answers;
  }

  @Test
  void a_hundred_rechecks_of_one_person_on_two_nodes_make_one_request() throws Exception {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(EVERY);
    Rechecker otherNode = node();
    List<Rechecked> answers =
        atOnce(
            IntStream.range(0, 100).mapToObj(i -> i % 2 == 0 ? rechecker : otherNode).toList(),
            find(login));
    assertThat(answers).hasSize(100).allMatch(Rechecked.StillWelcome.class::isInstance);
    assertThat(asked()).isEqualTo(before + 1);
  }

  @Test
  void after_a_long_idle_time_those_who_come_at_once_wait_for_the_one_answer() throws Exception {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(TOLERANCE.multipliedBy(3));
    List<Rechecked> answers =
        atOnce(IntStream.range(0, 50).mapToObj(i -> rechecker).toList(), find(login));
    assertThat(answers).hasSize(50).allMatch(Rechecked.StillWelcome.class::isInstance);
    assertThat(asked()).isEqualTo(before + 1);
  }

  @Test
  void while_another_node_asks_the_old_answer_counts_if_it_is_tolerable() {
    GrantId login = held(fixture.refreshToken());
    later(EVERY);
    Login before = find(login);
    assertThat(meanwhile(before)).isEqualTo(new Rechecked.StillWelcome(before));
  }

  @Test
  void while_another_node_asks_an_old_answer_beyond_tolerance_does_not_count() {
    GrantId login = held(fixture.refreshToken());
    later(TOLERANCE.plusMillis(1));
    assertThat(meanwhile(find(login))).isInstanceOf(Rechecked.OutageTooLong.class);
  }

  @Test
  void a_no_about_a_token_that_another_node_has_replaced_meanwhile_is_a_doubt() {
    GrantId login = held(fixture.refreshToken());
    later(EVERY);
    Login before = find(login);
    fixture.institution.answer(
        "/token",
        request -> {
          // The lease runs out while this answer is under way, and another node gets the next one.
          clock.set(clock.instant().plus(Rechecker.LEASE));
          Logins.Lease lease =
              store.logins().leaseRecheck(login, clock.instant(), EVERY, Rechecker.LEASE);
          store
              .logins()
              .welcome(
                  login,
                  ((Logins.Lease.Ask) lease).number(),
                  Optional.of(tokens.seal(login, "rotated")),
                  Optional.empty(),
                  clock.instant());
          return FakeInstitution.json(400, Map.of("error", "invalid_grant"));
        });
    assertThat(rechecker.recheck(before, RULE)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(store.grants().alive(List.of(login), clock.instant())).isTrue();
  }
}
