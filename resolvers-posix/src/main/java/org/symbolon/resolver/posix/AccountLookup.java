package org.symbolon.resolver.posix;

import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;

/** A place where accounts are kept by name. */
interface AccountLookup {
  /**
   * @param name any text at all
   */
  AccountAnswer find(String name, Deadline deadline);

  Health check();
}
