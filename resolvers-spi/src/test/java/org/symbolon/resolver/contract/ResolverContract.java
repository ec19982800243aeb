package org.symbolon.resolver.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;

/**
 * What holds for every resolver, whichever questions it answers. Extended by the suites of the four
 * questions, so that a resolver's tests extend those of the questions it answers, and this one only
 * where it answers none of them.
 */
public abstract class ResolverContract {
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  private final List<Resolver> opened = new ArrayList<>();

  /** The factory under test. */
  protected abstract ResolverFactory factory();

  /** Settings with which the source is up and knows the fixtures. */
  protected abstract Map<String, ?> settings();

  /** Correct settings that lead to a source that is down: nothing answers there. */
  protected abstract Map<String, ?> settingsOfASourceThatIsDown();

  /** Settings without one that is required, by the key that is missing. */
  protected abstract Map<String, Map<String, ?>> settingsLackingARequiredOne();

  /**
   * A resolver whose source is down. To be overridden only where no setting can bring that about.
   */
  protected Resolver resolverWhoseSourceIsDown() {
    return open(settingsOfASourceThatIsDown());
  }

  /** Opens a resolver that is closed after the test. */
  protected final Resolver open(Map<String, ?> settings) {
    Resolver resolver = factory().open(new MapSettings("under-test", settings));
    opened.add(resolver);
    return resolver;
  }

  /** A deadline that no healthy source in a test can miss. */
  protected static Deadline soon() {
    return Deadline.in(GENEROUS);
  }

  /** A deadline that has already passed. */
  protected static Deadline passed() {
    return Deadline.in(Duration.ofMillis(-1));
  }

  @AfterEach
  final void closeWhatWasOpened() {
    opened.forEach(Resolver::close);
  }

  @Test
  final void the_factory_is_found_by_its_type() {
    assertThat(factory().type()).matches("[a-z][a-z0-9-]*");
    assertThat(ServiceLoader.load(ResolverFactory.class))
        .anySatisfy(
            found -> {
              assertThat(found.type()).isEqualTo(factory().type());
              assertThat(found.getClass()).isEqualTo(factory().getClass());
            });
  }

  @Test
  final void correct_settings_are_all_read_and_have_no_mistake() {
    MapSettings settings = new MapSettings("under-test", settings());
    factory().open(settings).close();
    assertThat(settings.mistakes()).isEmpty();
    assertThat(settings.unread()).isEmpty();
  }

  @Test
  final void opening_does_not_touch_the_source() {
    MapSettings settings = new MapSettings("under-test", settingsOfASourceThatIsDown());
    within(Duration.ofSeconds(5), () -> factory().open(settings)).close();
    assertThat(settings.mistakes()).as("a source that is down is no mistake").isEmpty();
  }

  @Test
  final void a_setting_it_does_not_know_stays_unread() {
    Map<String, Object> values = new LinkedHashMap<>(settings());
    values.put("no-such-setting", "value");
    MapSettings settings = new MapSettings("under-test", values);
    factory().open(settings).close();
    assertThat(settings.unread()).containsExactly("no-such-setting");
  }

  @Test
  final void a_missing_required_setting_is_reported_under_its_key_and_not_thrown() {
    settingsLackingARequiredOne()
        .forEach(
            (key, values) -> {
              MapSettings settings = new MapSettings("under-test", values);
              factory().open(settings).close();
              assertThat(settings.mistakes()).anyMatch(mistake -> mistake.startsWith(key + ": "));
            });
  }

  @Test
  final void nonsense_in_any_setting_is_never_thrown() {
    for (String key : settings().keySet()) {
      for (Object nonsense :
          List.of("", "\0", "nonsense", -1L, true, List.of(), Map.of("a", "b"))) {
        Map<String, Object> values = new LinkedHashMap<>(settings());
        values.put(key, nonsense);
        assertThatNoException()
            .as("%s: %s", key, nonsense)
            .isThrownBy(() -> factory().open(new MapSettings("under-test", values)).close());
      }
    }
  }

  @Test
  final void a_source_that_answers_is_ready() {
    assertThat(open(settings()).check(soon())).isInstanceOf(Health.Ready.class);
  }

  @Test
  final void a_source_that_is_down_is_not_ready() {
    assertThat(resolverWhoseSourceIsDown().check(soon())).isInstanceOf(Health.NotReady.class);
  }

  @Test
  final void a_check_past_its_deadline_ends_at_once() {
    Resolver resolver = open(settings());
    within(Duration.ofSeconds(5), () -> resolver.check(passed()));
  }

  @Test
  final void closing_twice_or_unused_does_no_harm() {
    Resolver used = open(settings());
    used.check(soon());
    used.close();
    used.close();
    Resolver unused = open(settings());
    unused.close();
    unused.close();
  }

  /** Runs a call on a thread of its own and fails when it takes longer than allowed. */
  static <T> T within(Duration allowed, Callable<T> call) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(call).get(allowed.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooSlow) {
      throw new AssertionError("took longer than " + allowed, tooSlow);
    } catch (ExecutionException thrown) {
      throw new AssertionError("threw", thrown.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } finally {
      thread.shutdownNow();
    }
  }

  /**
   * Asks from eight threads at once, many times; every answer must satisfy what the call checks.
   */
  static void fromManyThreads(Runnable question) {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> answers = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        answers.add(threads.submit(question));
      }
      for (Future<?> answer : answers) {
        answer.get(60, TimeUnit.SECONDS);
      }
    } catch (ExecutionException thrown) {
      throw new AssertionError("a concurrent question failed", thrown.getCause());
    } catch (TimeoutException hung) {
      throw new AssertionError("a concurrent question hung", hung);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
