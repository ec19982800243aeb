package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private Optional<String> database = Optional.empty();
  private Optional<String> directory = Optional.empty();
  private final AtomicInteger asked = new AtomicInteger();

  private final Check databaseCheck =
      new Check(
          "database",
          () -> {
            asked.incrementAndGet();
            return database;
          },
          true);
  private final Check directoryCheck = new Check("directory", () -> directory, false);

  @Test
  void a_process_that_answers_lives() {
    assertThat(health().live()).isEqualTo("{\"status\":\"live\"}");
  }

  @Test
  void a_node_is_ready_when_all_parts_are_well() throws Exception {
    Readiness readiness = health().ready();
    assertThat(readiness.ready()).isTrue();
    JsonNode json = JsonMapper.builder().build().readTree(readiness.json());
    assertThat(json.get("status").asText()).isEqualTo("ready");
    assertThat(json.at("/checks/database/state").asText()).isEqualTo("ready");
    assertThat(json.at("/checks/database/since").asText()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(json.at("/checks/database/required").asBoolean()).isTrue();
    assertThat(json.at("/checks/directory/required").asBoolean()).isFalse();
  }

  @Test
  void a_part_tells_anyone_how_it_works_just_now() throws Exception {
    Check directory =
        new Check("resolver ldap", Optional::empty, false, () -> Map.of("breaker", "open"));
    Readiness readiness = new Health(List.of(directory), clock).ready();
    JsonNode json = JsonMapper.builder().build().readTree(readiness.json());
    assertThat(json.at("/checks/resolver ldap/breaker").asText()).isEqualTo("open");
  }

  @Test
  void a_node_without_its_database_is_not_ready() {
    database = Optional.of("connection refused");
    assertThat(health().ready().ready()).isFalse();
    assertThat(health().ready().status()).isEqualTo("not-ready");
  }

  @Test
  void a_directory_that_is_down_for_all_nodes_takes_none_from_the_load_balancer() {
    directory = Optional.of("connection refused");
    Readiness readiness = health().ready();
    assertThat(readiness.ready()).isTrue();
    assertThat(readiness.status()).isEqualTo("degraded");
    assertThat(readiness.json()).contains("not-ready");
  }

  @Test
  void reasons_are_for_operators_and_masked() {
    database = Optional.of("refused: password=hunter2 at 10.1.2.3");
    Readiness readiness = health().ready();
    assertThat(readiness.json()).doesNotContain("10.1.2.3");
    assertThat(readiness.jsonWithReasons()).contains("10.1.2.3").doesNotContain("hunter2");
  }

  @Test
  void a_state_tells_since_when_it_lasts() {
    Health health = health();
    health.ready();
    now = START.plusSeconds(60);
    assertThat(since(health)).isEqualTo(START);
    database = Optional.of("down");
    now = START.plusSeconds(120);
    assertThat(since(health)).isEqualTo(START.plusSeconds(120));
    database = Optional.of("down otherwise");
    now = START.plusSeconds(180);
    assertThat(since(health)).isEqualTo(START.plusSeconds(120));
    database = Optional.empty();
    now = START.plusSeconds(240);
    assertThat(since(health)).isEqualTo(START.plusSeconds(240));
  }

  @Test
  void asking_often_does_not_hammer_the_sources() {
    Health health = health();
    for (int i = 0; i < 100; i++) {
      health.ready();
    }
    assertThat(asked).hasValue(1);
    now = START.plus(Health.KEPT);
    health.ready();
    assertThat(asked).hasValue(2);
  }

  @Test
  void concurrent_callers_share_one_round() throws Exception {
    Health health = health();
    CyclicBarrier together = new CyclicBarrier(8);
    List<Thread> callers =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              try {
                                together.await();
                              } catch (Exception e) {
                                throw new AssertionError(e);
                              }
                              health.ready();
                            }))
            .toList();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void checks_run_side_by_side() {
    CyclicBarrier both = new CyclicBarrier(2);
    Health health =
        new Health(
            List.of(meeting("one", both), meeting("two", both)), Duration.ofSeconds(30), clock);
    assertThat(health.ready().status()).isEqualTo("ready");
  }

  @Test
  void a_check_that_hangs_costs_one_thread_and_the_timeout_and_recovers() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch freed = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Check hanging =
        new Check(
            "directory",
            () -> {
              begun.incrementAndGet();
              try {
                stuck.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              freed.countDown();
              return Optional.empty();
            },
            false);
    Health health = new Health(List.of(hanging, databaseCheck), Duration.ofMillis(20), clock);
    for (int i = 0; i < 5; i++) {
      now = START.plusSeconds(10L * i);
      Readiness readiness = health.ready();
      assertThat(readiness.lines().getFirst().trouble()).contains("gives no answer in time");
    }
    assertThat(begun).hasValue(1);
    stuck.countDown();
    assertThat(freed.await(10, TimeUnit.SECONDS)).isTrue();
    // The freed run may need a moment to hand over its answer: a round that finds it is enough.
    boolean well = false;
    for (int i = 0; i < 500 && !well; i++) {
      now = now.plusSeconds(10);
      well = health.ready().lines().getFirst().well();
    }
    assertThat(well).isTrue();
  }

  @Test
  void a_check_with_a_defect_is_not_ready() {
    Check broken =
        new Check(
            "keys",
            () -> {
              throw new IllegalStateException("no row");
            },
            true);
    Readiness readiness = new Health(List.of(broken), clock).ready();
    assertThat(readiness.ready()).isFalse();
    assertThat(readiness.lines().getFirst().trouble().orElseThrow()).contains("defect", "no row");
  }

  @Test
  void a_caller_that_is_interrupted_hears_not_ready_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThat(health().ready().ready()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private Health health() {
    return new Health(List.of(databaseCheck, directoryCheck), clock);
  }

  private static Instant since(Health health) {
    return health.ready().lines().getFirst().since();
  }

  private static Check meeting(String name, CyclicBarrier both) {
    return new Check(
        name,
        () -> {
          try {
            both.await();
          } catch (Exception e) {
            return Optional.of(e.toString());
          }
          return Optional.empty();
        },
        true);
  }
}
