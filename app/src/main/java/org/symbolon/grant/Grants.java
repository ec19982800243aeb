package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.GrantId;

/** The port of the grant tree. */
public interface Grants {
  Optional<Grant> find(GrantId id);

  /**
   * Whether none of these grants has ended or expired, and none of these tokens was denied. One
   * statement, however large the tree. A grant id that is not stored counts as ended; an empty
   * lineage lives.
   *
   * @param lineage at most {@link Grant#DEEPEST} + 1 grants
   * @param tokenIds the {@code jti} of the token and of those it was made from; at most {@link
   *     Grant#DEEPEST} + 1
   */
  boolean alive(List<GrantId> lineage, List<String> tokenIds, Instant now);

  /** As above, for no token in particular. */
  default boolean alive(List<GrantId> lineage, Instant now) {
    return alive(lineage, List.of(), now);
  }

  /**
   * Stores a grant of which nothing was announced before, and its family, in one unit.
   *
   * @return false, and nothing is stored, when something above it has ended or expired
   */
  boolean begin(Grant grant, Optional<NewFamily> family, Instant now);

  /**
   * Ends a grant and, with it, all below. A second call changes nothing.
   *
   * @return whether this call ended it
   */
  boolean end(GrantId id, String why, Instant now);
}
