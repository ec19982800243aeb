package org.symbolon.resolver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person (or a robot) as this site knows it: the merged contributions of the resolvers that make
 * accounts.
 *
 * @param name the local name, what {@code id} prints
 * @param uid absent where no source knows one; file-system questions are then refused
 * @param gid the primary group's number
 * @param groups all groups, the primary one included where known
 * @param attributes typed by their name, each a list of texts
 */
public record Account(
    String name,
    OptionalLong uid,
    OptionalLong gid,
    Set<Group> groups,
    Map<String, List<String>> attributes) {
  public Account {
    groups = Set.copyOf(groups);
    attributes = Map.copyOf(attributes);
  }

  /** All group numbers, the primary one included. */
  public Set<Long> gids() {
    return Stream.concat(
            gid.stream().boxed(), groups.stream().flatMap(g -> g.gid().stream().boxed()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All group names. */
  public Set<String> groupNames() {
    return groups.stream()
        .flatMap(group -> group.name().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The group with this number, named where its name is known. */
  public Optional<Group> group(long number) {
    return groups.stream()
        .filter(group -> group.gid().isPresent() && group.gid().getAsLong() == number)
        .findFirst();
  }
}
