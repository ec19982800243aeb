package org.symbolon.templates;

import java.util.List;
import java.util.Optional;

/**
 * A page that only says something.
 *
 * @param paragraphs plain text, one paragraph each
 * @param next where to go on
 */
public record Message(String title, List<String> paragraphs, Optional<Link> next) implements Page {
  public Message {
    paragraphs = List.copyOf(paragraphs);
  }

  /** After signing out here, which does not sign out of the institution. */
  public static Message signedOut(Optional<Link> signInAgain) {
    return new Message(
        "You are signed out",
        List.of(
            "You may still be signed in at your institution. On a shared computer, close the "
                + "browser."),
        signInAgain);
  }
}
