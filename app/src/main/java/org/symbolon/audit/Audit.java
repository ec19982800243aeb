package org.symbolon.audit;

/**
 * Where events are reported. Called on the request's thread: an implementation is quick, never
 * throws, and does not lose an event silently.
 */
@FunctionalInterface
public interface Audit {
  void report(Event event);
}
