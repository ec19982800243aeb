package org.symbolon;

import org.symbolon.ops.Health;
import org.symbolon.ops.Metrics;
import org.symbolon.ops.Readiness;
import org.symbolon.web.Operations;

/** What operators ask over HTTP. */
record OperatorViews(Health health, Metrics metrics) {
  Operations operations() {
    return new Operations(
        () -> new Operations.Health(true, health.live()), this::ready, metrics::scrape);
  }

  private Operations.Health ready() {
    Readiness readiness = health.ready();
    return new Operations.Health(readiness.ready(), readiness.json());
  }
}
