package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.GrantId;

/** The port of the grant tree. */
public interface Grants {
  Optional<Grant> find(GrantId id);

  /**
   * Whether none of these grants has ended or expired. One statement over at most {@link
   * Grant#DEEPEST} + 1 ids, however large the tree. An id that is not stored counts as ended; the
   * empty list is alive.
   */
  boolean alive(List<GrantId> lineage, Instant now);

  /**
   * Ends a grant and, with it, all below. A second call changes nothing.
   *
   * @return whether this call ended it
   */
  boolean end(GrantId id, String why, Instant now);
}
