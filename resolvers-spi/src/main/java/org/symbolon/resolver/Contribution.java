package org.symbolon.resolver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one resolver knows of a person. Empty parts mean "not known here", and another resolver may
 * know them.
 *
 * @param name the canonical local name, where this source has one
 */
public record Contribution(
    Optional<String> name,
    OptionalLong uid,
    OptionalLong gid,
    Set<Group> groups,
    Map<String, List<String>> attributes) {
  public Contribution {
    groups = Set.copyOf(groups);
    attributes = Map.copyOf(attributes);
  }

  /** Nothing known yet: what the first resolver is given as earlier findings. */
  public static final Contribution NONE =
      new Contribution(
          Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of());
}
