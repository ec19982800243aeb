package org.symbolon.templates;

import java.util.Optional;

/**
 * Who the person at the browser is to us.
 *
 * @param name as the institution calls them
 * @param account the local account they act as, where one was found
 * @param notYou where to go to sign in as somebody else
 */
public record SignedInAs(String name, Optional<String> account, Optional<String> notYou) {
  public SignedInAs {
    notYou.ifPresent(Href::link);
  }
}
