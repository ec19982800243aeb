package org.symbolon;

import java.util.Optional;
import org.symbolon.ops.Health;
import org.symbolon.ops.Metrics;
import org.symbolon.ops.Readiness;
import org.symbolon.web.Operations;
import org.symbolon.web.OperatorDesk;

/** What operators ask over HTTP. */
record OperatorViews(Health health, Metrics metrics, Optional<OperatorDesk> desk) {
  Operations operations() {
    return new Operations(
        () -> new Operations.Health(true, health.live()), this::ready, metrics::scrape, desk);
  }

  private Operations.Health ready() {
    Readiness readiness = health.ready();
    return new Operations.Health(readiness.ready(), readiness.json());
  }
}
