package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** The port of what an operator does to grants and names from the command line. */
public interface OperatorGrants {
  /** Which grants. */
  sealed interface Which {
    record One(GrantId id) implements Which {}

    /**
     * All of a person's logins, and so all that came of them.
     *
     * @param person the local name, or the stable key that the audit log shows
     */
    record OfPerson(String person) implements Which {}

    record OfClient(ClientId client) implements Which {}
  }

  record Ended(IssuerId issuer, GrantId id) {}

  /** Ends the living among them, in one unit. A second call ends none. */
  List<Ended> end(Which which, String why, Instant now);

  /**
   * Frees a local name: whoever logs in under it next holds it. All that was given under it ends in
   * the same unit, so that no two persons ever have it at once.
   */
  Freed free(IssuerId issuer, String name, String why, Instant now);

  /**
   * @param methods the login methods by which somebody held it; empty when nobody did
   */
  record Freed(List<String> methods, List<Ended> ended) {
    public Freed {
      methods = List.copyOf(methods);
      ended = List.copyOf(ended);
    }
  }
}
