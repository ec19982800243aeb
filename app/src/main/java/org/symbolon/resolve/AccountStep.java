package org.symbolon.resolve;

/**
 * A resolver in the list of those that make accounts.
 *
 * @param resolver its configured name
 * @param maps whether it may give the person another local name than the login said: the ones after
 *     it are then asked about that name. A source that may not, and does, refuses the person
 */
public record AccountStep(String resolver, boolean maps) {
  public AccountStep(String resolver) {
    this(resolver, false);
  }
}
