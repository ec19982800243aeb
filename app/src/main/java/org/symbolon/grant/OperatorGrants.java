package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /**
   * Which living grants to list; empty texts leave it open.
   *
   * @param person as {@link Which.OfPerson} has it
   * @param client its id
   * @param jobs job grants only
   * @param foreign only what hangs on a foreign issuer's word, which is on nobody's own page
   */
  record Wanted(String person, String client, boolean jobs, boolean foreign) {}

  /**
   * @param foreign whether a foreign issuer's word is its root
   * @param job absent where it is no job grant
   */
  record Living(Grant grant, boolean foreign, Optional<JobUse> job) {}

  /** How far a job grant is used up. */
  record JobUse(String name, long uses, long most) {}

  /** No more than these are listed. */
  int MOST_LISTED = 10_000;

  /** The living, but for logins themselves, the newest first. */
  List<Living> list(Wanted wanted, Instant now);

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
