package org.symbolon.templates;

import java.util.List;
import java.util.Optional;

/**
 * A program was registered: what it needs, shown this once.
 *
 * @param name as registered
 * @param given in the order to show
 * @param account the person's own page
 */
public record ProgramRegistered(String name, List<Given> given, String account) implements Page {
  public ProgramRegistered {
    given = List.copyOf(given);
    Href.path(account);
  }

  /**
   * @param label what it is, for people
   * @param term what it is, for programs: {@code client_id} …
   * @param note what else to know
   */
  public record Given(String label, String term, String value, Optional<String> note) {}
}
