package org.symbolon.config;

import java.util.List;
import org.symbolon.web.Address;
import org.symbolon.web.Network;

/** Who may read {@code /metrics}. */
public sealed interface Metrics {
  /** On a port of its own, and there only. */
  record OwnAddress(Address address) implements Metrics {}

  /** Beside everything else, but only for clients in these networks. */
  record Restricted(List<Network> allowed) implements Metrics {
    public Restricted {
      allowed = List.copyOf(allowed);
    }
  }
}
