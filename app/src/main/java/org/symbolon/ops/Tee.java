package org.symbolon.ops;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;

/**
 * Reports to several sinks; one that fails takes the event neither from the others nor the caller.
 */
public final class Tee implements Audit {
  private static final Logger LOG = LoggerFactory.getLogger(Tee.class);

  private final List<Audit> sinks;

  public Tee(Audit... sinks) {
    this.sinks = List.of(sinks);
  }

  @Override
  public void report(Event event) {
    for (Audit sink : sinks) {
      try {
        sink.report(event);
      } catch (RuntimeException e) {
        // Whatever a sink throws: the request that reported has been decided already.
        LOG.error("an audit sink has a defect and lost {}", Entry.name(event), e);
      }
    }
  }
}
