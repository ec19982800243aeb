package org.symbolon.web;

import java.util.Optional;
import java.util.function.Supplier;

/** What operators and their machines ask. */
public record Operations(
    Supplier<Health> live,
    Supplier<Health> ready,
    Supplier<String> metrics,
    Optional<OperatorDesk> desk) {
  /** Where operators have no questions. */
  public Operations(Supplier<Health> live, Supplier<Health> ready, Supplier<String> metrics) {
    this(live, ready, metrics, Optional.empty());
  }

  /**
   * @param well status 200, else 503
   * @param json the states of the parts
   */
  public record Health(boolean well, String json) {}
}
