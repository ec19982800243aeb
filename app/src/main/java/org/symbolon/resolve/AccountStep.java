package org.symbolon.resolve;

/**
 * A resolver in the list of those that make accounts.
 *
 * @param resolver its configured name
 * @param maps whether it may give the person another local name than the login said: the ones after
 *     it are then asked about that name. A source that may not, and does, refuses the person
 * @param groups what becomes of its groups
 * @param names how its names of groups become the site's
 */
public record AccountStep(String resolver, boolean maps, GroupUse groups, GroupNames names) {
  public AccountStep(String resolver, boolean maps) {
    this(resolver, maps, GroupUse.UNION, GroupNames.AS_THEY_ARE);
  }

  public AccountStep(String resolver) {
    this(resolver, false);
  }
}
