package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.catalog;
import static org.symbolon.resolve.Fixtures.configured;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;
import org.symbolon.resolver.contract.MapSettings;

final class ResolverCatalogTest {
  private static ResolverFactory throwing(Throwable thrown) {
    return new ResolverFactory() {
      @Override
      public String type() {
        return "throwing";
      }

      @Override
      public Resolver open(Settings settings) {
        if (thrown instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) thrown;
      }
    };
  }

  private static MapSettings opened(String type, ResolverFactory... factories) {
    MapSettings settings = new MapSettings("mine", Map.of());
    try (ResolverCatalog catalog =
        ResolverCatalog.open(
            List.of(new Configured("mine", type, settings)),
            ResolverTypes.of(List.of(factories)),
            ResolverObserver.NONE)) {
      assertThat(catalog.names()).isEmpty();
    }
    return settings;
  }

  @Test
  void an_unknown_type_is_a_mistake_that_names_the_known_ones() {
    ResolverFactory posix = Scripted.finds(ANAS).as("posix");
    ResolverFactory ldap = Scripted.finds(ANAS).as("ldap");
    assertThat(opened("posxi", posix, ldap).mistakes())
        .containsExactly("type: posxi is no type of resolver; there are ldap, posix");
  }

  @Test
  void two_plug_ins_of_one_type_are_a_mistake_as_neither_may_silently_win() {
    assertThat(
            opened("posix", Scripted.finds(ANAS).as("posix"), Scripted.finds(ANAS).as("posix"))
                .mistakes())
        .singleElement()
        .asString()
        .startsWith("type: several plug-ins call themselves posix, keep one: ");
  }

  @Test
  void a_plug_in_that_throws_while_opening_is_a_mistake_beside_the_others() {
    for (Throwable thrown : List.of(new IllegalStateException("bug"), new NoClassDefFoundError())) {
      assertThat(opened("throwing", throwing(thrown)).mistakes())
          .singleElement()
          .asString()
          .contains("throwing")
          .contains("defective");
    }
  }

  @Test
  void two_resolvers_of_one_name_are_refused() {
    Scripted first = Scripted.finds(ANAS);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ResolverCatalog.open(
                    List.of(configured("names"), configured("names")),
                    ResolverTypes.of(List.of(first.as("names"))),
                    ResolverObserver.NONE))
        .withMessage("two resolvers are named names");
    assertThat(first.closed).isTrue();
  }

  @Test
  void readiness_asks_all_at_the_same_time() {
    CyclicBarrier both = new CyclicBarrier(2);
    Supplier<Health> meeting =
        () -> {
          try {
            both.await(20, TimeUnit.SECONDS);
            return new Health.Ready("met");
          } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            return new Health.NotReady("asked one after the other");
          }
        };
    Map<String, Scripted> two = new LinkedHashMap<>();
    two.put("one", Scripted.checks(meeting));
    two.put("two", Scripted.checks(meeting));
    try (ResolverCatalog catalog = catalog(two)) {
      assertThat(catalog.names()).containsExactly("one", "two");
      assertThat(catalog.health())
          .isEqualTo(Map.of("one", new Health.Ready("met"), "two", new Health.Ready("met")));
      assertThat(catalog.underway()).isEqualTo(Map.of("one", 0, "two", 0));
    }
  }

  @Test
  void closing_goes_in_reverse_and_past_a_resolver_that_throws_or_hangs() {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch released = new CountDownLatch(1);
    Map<String, Scripted> three = new LinkedHashMap<>();
    three.put("first", Scripted.closesBy(() -> order.add("first")));
    three.put(
        "throwing",
        Scripted.closesBy(
            () -> {
              order.add("throwing");
              throw new IllegalStateException("bug");
            }));
    three.put(
        "hanging",
        Scripted.closesBy(
            () -> {
              order.add("hanging");
              Waiting.until(released);
            }));
    catalog(three).close();
    released.countDown();
    assertThat(order).containsExactly("hanging", "throwing", "first");
  }

  @Test
  void an_interrupted_close_still_closes_the_rest() {
    Scripted names = Scripted.finds(ANAS);
    Scripted files = Scripted.finds(ANAS);
    ResolverCatalog catalog = catalog(Map.of("names", names, "files", files));
    Thread.currentThread().interrupt();
    catalog.close();
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
  }
}
