package org.symbolon.templates;

import java.util.Optional;

/**
 * Name and password. Sends {@link Fields#USERNAME} and {@link Fields#PASSWORD}.
 *
 * @param name what was typed before, or empty
 * @param error what was wrong, told so that it does not say which of the two
 * @param program what the person then goes on with
 * @param otherMethods where to choose another way to sign in, if there is one
 */
public record PasswordSignIn(
    Form form,
    String name,
    Optional<String> error,
    Optional<String> program,
    Optional<String> otherMethods)
    implements Page {
  public PasswordSignIn {
    otherMethods.ifPresent(Href::link);
  }
}
