package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** The port of a person's own view of the grant tree. A person is named by {@link Person#key}. */
public interface PersonGrants {
  /** More are not listed; the newest are. */
  int MOST = 200;

  /** What lives below the person's logins, job grants left out, the newest first. */
  List<Held> of(IssuerId issuer, String person, Instant now);

  /**
   * A grant of a client.
   *
   * @param refreshable whether it goes on without the person
   * @param lastUsed when it was last refreshed
   * @param usedFrom from which address
   */
  record Held(
      Grant grant, boolean refreshable, Optional<Instant> lastUsed, Optional<String> usedFrom) {}

  /**
   * Ends a grant of this person and all below it. Compare-and-set.
   *
   * @return false when it is none of theirs, or has ended
   */
  boolean end(IssuerId issuer, String person, GrantId grant, String why, Instant now);

  /**
   * Ends all logins of this person, and so everything that came of them.
   *
   * @return those that this call ended
   */
  List<GrantId> endAll(IssuerId issuer, String person, String why, Instant now);
}
