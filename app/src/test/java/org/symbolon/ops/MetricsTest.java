package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.GrantType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.resolve.Ending;
import org.symbolon.resolve.ResolverObserver.Question;

final class MetricsTest {
  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void a_scrape_tells_of_the_process() {
    assertThat(metrics.scrape())
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
  }

  @Test
  void events_are_counted_by_name_issuer_and_client() {
    Events.all().forEach(metrics.audit()::report);
    metrics.audit().report(Events.issued("tool"));
    assertThat(metrics.scrape())
        .contains(
            "symbolon_events_total{client=\"tool\",event=\"token-issued\",issuer=\"https://gateway.example\"} 2.0",
            "symbolon_events_total{client=\"\",event=\"grant-ended\",issuer=\"https://gateway.example\"} 1.0");
  }

  @Test
  void logins_and_upstream_outcomes_are_counted_by_method() {
    Events.all().forEach(metrics.audit()::report);
    metrics.audit().report(Events.cannotSay(false));
    assertThat(metrics.scrape())
        .contains(
            "symbolon_logins_total{issuer=\"https://gateway.example\",method=\"campus\",outcome=\"succeeded\"} 1.0",
            "outcome=\"failed\"} 1.0",
            "symbolon_upstream_total{issuer=\"https://gateway.example\",method=\"campus\",outcome=\"said-no\"} 1.0",
            "outcome=\"tolerated\"} 1.0",
            "outcome=\"outage-too-long\"} 1.0");
  }

  @Test
  void clients_beyond_the_bound_are_counted_together() {
    for (int i = 0; i < AuditMetrics.CLIENTS + 50; i++) {
      metrics.audit().report(Events.issued("client-" + i));
    }
    metrics.audit().report(Events.issued("client-0"));
    String scrape = metrics.scrape();
    assertThat(scrape)
        .contains("client=\"other\",event=\"token-issued\"")
        .doesNotContain("client-230");
    assertThat(scrape.lines().filter(line -> line.startsWith("symbolon_events_total")))
        .hasSize(AuditMetrics.CLIENTS + 1);
    assertThat(scrape)
        .containsPattern("client=\"client-0\".*} 2.0")
        .containsPattern("client=\"other\".*} 50.0");
  }

  @Test
  void token_requests_are_timed_by_grant_type_and_outcome() {
    metrics.tokenAnswered(
        Optional.of(GrantType.DEVICE_CODE), Optional.empty(), Duration.ofMillis(20));
    metrics.tokenAnswered(
        Optional.empty(), Optional.of(ErrorCode.UNSUPPORTED_GRANT_TYPE), Duration.ofMillis(1));
    assertThat(metrics.scrape())
        .contains(
            "symbolon_token_seconds_count{grant_type=\"device_code\",outcome=\"issued\"} 1",
            "symbolon_token_seconds_sum{grant_type=\"device_code\",outcome=\"issued\"} 0.02",
            "grant_type=\"other\",outcome=\"unsupported_grant_type\"");
  }

  @Test
  void questions_to_resolvers_are_timed_by_how_they_ended() {
    metrics.ended("directory", Question.ACCOUNT, Ending.SLOW, Duration.ofSeconds(2));
    assertThat(metrics.scrape())
        .contains(
            "symbolon_resolver_seconds_count{ending=\"slow\",question=\"account\",resolver=\"directory\"} 1");
  }

  @Test
  void a_gauge_is_read_at_each_scrape() {
    int[] waiting = {3};
    metrics.gauge("store.writer.waiting", "Units that wait for the writer", () -> waiting[0]);
    assertThat(metrics.scrape()).contains("symbolon_store_writer_waiting 3.0");
    waiting[0] = 4;
    assertThat(metrics.scrape()).contains("symbolon_store_writer_waiting 4.0");
  }
}
