package org.symbolon.templates;

import java.util.List;
import java.util.Optional;

/**
 * The person is signed in, but may not have this. Whom to ask is the site's {@link Site#help}.
 *
 * @param program what asked, where something did
 * @param why one sentence the person may know
 * @param refused the permissions concerned, each with its reason; may be empty
 * @param next where to go on, such as back to the program
 * @param reference to tell an administrator
 */
public record Refused(
    SignedInAs person,
    Optional<String> program,
    String why,
    List<ScopeLine> refused,
    Optional<Link> next,
    String reference)
    implements Page {
  public Refused {
    refused = List.copyOf(refused);
  }
}
