package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Parallel;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

final class PostgresConflictTest {
  private final TestDatabases.Database database = TestDatabases.fresh(TestDatabases.Kind.POSTGRES);
  private final Engine engine = Opening.open(database.settings());
  private final AtomicInteger runs = new AtomicInteger();

  PostgresConflictTest() {
    engine.commit(
        handle -> {
          handle.execute("INSERT INTO settings (name, value) VALUES ('a', '0'), ('b', '0')");
          return "";
        });
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  @Test
  void of_two_units_in_a_deadlock_one_is_run_again_and_both_are_done() {
    CountDownLatch bothHoldOne = new CountDownLatch(2);

    Parallel.run(
        2,
        number ->
            engine.commit(
                handle -> {
                  runs.incrementAndGet();
                  List<String> rows = number == 0 ? List.of("a", "b") : List.of("b", "a");
                  increment(handle, rows.get(0));
                  bothHoldOne.countDown();
                  await(bothHoldOne);
                  increment(handle, rows.get(1));
                  return "";
                }));

    // The one that is run again may meet the other a second time.
    assertThat(runs).hasValueGreaterThanOrEqualTo(3);
    assertThat(value("a")).isEqualTo("2");
    assertThat(value("b")).isEqualTo("2");
  }

  @Test
  void a_unit_that_cannot_be_serialized_is_run_again() {
    String result =
        engine.commit(
            handle -> {
              String before = readAsOfNow(handle);
              if (runs.incrementAndGet() == 1) {
                engine.commit(other -> increment(other, "a"));
              }
              increment(handle, "a");
              return before;
            });

    assertThat(runs).hasValue(2);
    assertThat(result).as("the result of the run that counted").isEqualTo("1");
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  void a_unit_that_never_wins_is_given_up_as_an_outage() {
    assertUnavailable(
        handle -> {
          readAsOfNow(handle);
          runs.incrementAndGet();
          engine.commit(other -> increment(other, "a"));
          return increment(handle, "a");
        });

    assertThat(runs).hasValue(PostgresEngine.MOST_TRIES);
    assertThat(value("a")).isEqualTo("" + PostgresEngine.MOST_TRIES);
  }

  @Test
  void a_lost_connection_is_an_outage_that_passes() {
    assertUnavailable(
        handle -> {
          increment(handle, "a");
          int backend = handle.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
          engine.read(
              other ->
                  other
                      .createQuery("SELECT pg_terminate_backend(:backend)")
                      .bind("backend", backend)
                      .mapTo(Boolean.class)
                      .one());
          return increment(handle, "b");
        });

    assertThat(value("a")).isEqualTo("0");
    assertThat(engine.trouble()).isEmpty();
  }

  @Test
  void a_wrong_statement_is_no_outage() {
    assertThatThrownBy(() -> engine.commit(handle -> handle.execute("SELECT no_such_column")))
        .isNotInstanceOf(ProtocolException.class);
  }

  private void assertUnavailable(Unit<String> unit) {
    assertThatThrownBy(() -> engine.commit(unit))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.error().code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
  }

  /** Makes any later change by another a conflict. */
  private static String readAsOfNow(Handle handle) {
    handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    return handle
        .createQuery("SELECT value FROM settings WHERE name = 'a'")
        .mapTo(String.class)
        .one();
  }

  private static String increment(Handle handle, String row) {
    return handle
        .createQuery(
            """
            UPDATE settings SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)
            WHERE name = :row RETURNING value
            """)
        .bind("row", row)
        .mapTo(String.class)
        .one();
  }

  private String value(String row) {
    return engine.read(
        handle ->
            handle
                .createQuery("SELECT value FROM settings WHERE name = :row")
                .bind("row", row)
                .mapTo(String.class)
                .one());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
