package org.symbolon.templates;

import java.util.List;
import java.util.Optional;

/**
 * Several ways to sign in.
 *
 * @param methods one link for each, in the order to show
 * @param program what the person then goes on with
 */
public record SignInChoice(List<Link> methods, Optional<String> program) implements Page {
  public SignInChoice {
    methods = List.copyOf(methods);
  }
}
