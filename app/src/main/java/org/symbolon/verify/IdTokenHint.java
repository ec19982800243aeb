package org.symbolon.verify;

import java.util.List;
import java.util.Optional;

/** What an {@code id_token_hint} turned out to be: its time does not matter. */
public sealed interface IdTokenHint {
  /**
   * @param session {@code sid}, of those that have one
   */
  record Valid(String subject, List<String> audiences, Optional<String> session)
      implements IdTokenHint {
    public Valid {
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * @param why for the log
   */
  record Invalid(String why) implements IdTokenHint {}
}
