package org.symbolon.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.Grant;
import org.symbolon.grant.NewFamily;

/** What both kinds of code have in common once the compare-and-set has spoken. */
final class Redeemed {
  private Redeemed() {}

  /**
   * Stores what came of a code that this unit has just redeemed.
   *
   * @param announced the id that was kept with the code
   */
  static void store(Handle handle, String announced, Grant grant, Optional<NewFamily> family) {
    if (!announced.equals(grant.id().value())) {
      // A replay could not find what to end.
      throw new IllegalArgumentException("the grant of a code has the id the code announced");
    }
    GrantRows.insert(handle, grant);
    family.ifPresent(wanted -> GrantRows.insert(handle, grant, wanted));
  }
}
