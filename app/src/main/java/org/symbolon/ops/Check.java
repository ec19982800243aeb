package org.symbolon.ops;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part this node needs.
 *
 * @param name short: {@code database}
 * @param trouble empty where all is well, else what is wrong, for an operator. May block; a throw
 *     counts as trouble
 * @param required whether a node without it must get no requests. Only what this node alone can
 *     lose: an institution or a directory is down for all nodes at once, and a load balancer that
 *     drops them all turns a partial outage into a whole one
 * @param marks how it works just now, in words anybody may read: {@code breaker: open}. Never
 *     blocks
 */
public record Check(
    String name,
    Supplier<Optional<String>> trouble,
    boolean required,
    Supplier<Map<String, String>> marks) {
  /** One that either works or does not. */
  public Check(String name, Supplier<Optional<String>> trouble, boolean required) {
    this(name, trouble, required, Map::of);
  }
}
