package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.GrantId;

/** The port of what token exchange asks of the grant tree, and adds to it. */
public interface Exchanges {
  /**
   * How it stands with the lineage of a token: one statement over at most {@link Grant#DEEPEST} + 1
   * ids, however large the tree. An id that is not stored counts as ended.
   *
   * @param lineage the root first; not empty
   * @param tokenIds the {@code jti} of the token and of those it was made from
   * @return empty where its root is no login, or not stored
   */
  Optional<Standing> standing(List<GrantId> lineage, List<String> tokenIds, Instant now);

  /** One statement: a grant with its login; empty where it is not stored or is a login itself. */
  Optional<Exchanged> find(GrantId grant, Instant now);

  /**
   * Stores a grant below those that it names as its ancestors, and its root if that is new, in one
   * unit: only where all the others live at that moment, and no token was denied that it was made
   * from.
   *
   * @return false where one does not; nothing was stored
   */
  boolean begin(NewExchanged exchanged, NewFamily family, Instant now);

  /** As above, a job grant. */
  boolean begin(NewExchanged exchanged, NewJob job, Instant now);

  /** How a grant came of an exchange; empty for one that did not. */
  Optional<Derivation> derivation(GrantId grant);
}
