package org.symbolon.templates;

import java.util.Optional;

/**
 * Where a page's form is posted, and what it carries unseen.
 *
 * @param action a path on this origin
 * @param csrf sent back as {@link Fields#CSRF}
 * @param transaction sent back as {@link Fields#TRANSACTION}, where one is under way
 */
public record Form(String action, String csrf, Optional<String> transaction) {
  public Form {
    Href.path(action);
  }

  /** A form that belongs to no transaction yet. */
  public static Form to(String action, String csrf) {
    return new Form(action, csrf, Optional.empty());
  }

  /** A form that continues a transaction. */
  public static Form to(String action, String csrf, String transaction) {
    return new Form(action, csrf, Optional.of(transaction));
  }
}
