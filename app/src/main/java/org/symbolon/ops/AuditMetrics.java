package org.symbolon.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;

/** Counts events by name, issuer and client, logins by method, and what upstreams said. */
final class AuditMetrics implements Audit {
  /** Further clients are counted together: registration must not fill the monitoring's memory. */
  static final int CLIENTS = 200;

  private final MeterRegistry registry;
  private final FirstNames clients = new FirstNames(CLIENTS);

  AuditMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void report(Event event) {
    Counter.builder("symbolon.events")
        .description("Audit events")
        .tag("event", Entry.name(event))
        .tag("issuer", event.issuer().value())
        .tag("client", Entry.client(event).map(clients::label).orElse(""))
        .register(registry)
        .increment();
    switch (event) {
      case Event.LoginSucceeded login -> login(login, login.method(), "succeeded");
      case Event.LoginFailed failed -> login(failed, failed.method(), "failed");
      case Event.UpstreamSaidNo no -> upstream(no, no.method(), "said-no");
      case Event.UpstreamCannotSay cannot ->
          upstream(cannot, cannot.method(), cannot.tolerated() ? "tolerated" : "outage-too-long");
      case Event.TokenIssued ignored -> {}
      case Event.TokenExchanged ignored -> {}
      case Event.ImpersonationRefused ignored -> {}
      case Event.RefreshRepeated ignored -> {}
      case Event.RefreshReplayed ignored -> {}
      case Event.CodeReplayed ignored -> {}
      case Event.TokenRevoked ignored -> {}
      case Event.Consent ignored -> {}
      case Event.NoAccount ignored -> {}
      case Event.LimitReached ignored -> {}
      case Event.SessionEnded ignored -> {}
      case Event.ConsentForgotten ignored -> {}
      case Event.LogoutNotice ignored -> {}
      case Event.GrantEnded ignored -> {}
      case Event.ClientRegistered ignored -> {}
      case Event.ClientUpdated ignored -> {}
      case Event.ClientDeleted ignored -> {}
    }
  }

  private void login(Event event, String method, String outcome) {
    count("symbolon.logins", "Logins by method", event, method, outcome);
  }

  private void upstream(Event event, String method, String outcome) {
    count("symbolon.upstream", "Rechecks that gave no yes, by method", event, method, outcome);
  }

  private void count(String name, String description, Event event, String method, String outcome) {
    Counter.builder(name)
        .description(description)
        .tag("issuer", event.issuer().value())
        .tag("method", method)
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
