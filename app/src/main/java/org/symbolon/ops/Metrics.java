package org.symbolon.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.symbolon.audit.Audit;
import org.symbolon.client.GrantType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.resolve.Ending;
import org.symbolon.resolve.ResolverObserver;

/**
 * Counts what happens, for Prometheus. No label takes a value that a stranger chooses: the number
 * of time series is bounded by the configuration.
 */
public final class Metrics implements ResolverObserver, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final AuditMetrics audit = new AuditMetrics(registry);

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Everything, in Prometheus' text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  /** The sink that counts events. */
  public Audit audit() {
    return audit;
  }

  /**
   * A token request was answered.
   *
   * @param type absent where the request named none that exists
   * @param refused absent where a token was issued
   */
  public void tokenAnswered(Optional<GrantType> type, Optional<ErrorCode> refused, Duration took) {
    Timer.builder("symbolon.token")
        .description("Token requests, from the first byte read to the answer")
        .tag("grant_type", type.map(known -> known.name().toLowerCase(Locale.ROOT)).orElse("other"))
        .tag("outcome", refused.map(ErrorCode::text).orElse("issued"))
        .register(registry)
        .record(took);
  }

  @Override
  public void ended(String resolver, Question question, Ending ending, Duration took) {
    Timer.builder("symbolon.resolver")
        .description("Questions to resolvers, as seen by the request that waited")
        .tag("resolver", resolver)
        .tag("question", question.name().toLowerCase(Locale.ROOT))
        .tag("ending", ending.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(took);
  }

  /**
   * A value that is read at each scrape, quickly: the size of a queue or a pool.
   *
   * @param name dotted, {@code store.writer.waiting}
   */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder("symbolon." + name, value).description(description).register(registry);
  }

  /**
   * Whether a resolver's breaker is open, and whether earlier answers of it stand in: 1 or 0.
   *
   * @param name a configured one
   */
  public void resolver(String name, BooleanSupplier open, BooleanSupplier stale) {
    Gauge.builder("symbolon.resolver.breaker.open", () -> open.getAsBoolean() ? 1 : 0)
        .description("1 while a resolver is not asked as usual: too many questions had no answer")
        .tag("resolver", name)
        .register(registry);
    Gauge.builder("symbolon.resolver.stale", () -> stale.getAsBoolean() ? 1 : 0)
        .description("1 while earlier answers of a resolver stand in")
        .tag("resolver", name)
        .register(registry);
  }

  /** The configuration was read again. */
  public void reloaded(boolean taken) {
    registry
        .counter("symbolon.configuration.reloads", "result", taken ? "taken" : "refused")
        .increment();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
