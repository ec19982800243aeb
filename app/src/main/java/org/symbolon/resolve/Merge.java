package org.symbolon.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

/** Joins what several sources say of one person. */
final class Merge {
  private Merge() {}

  /**
   * @param earlier what the sources before said, merged; its numbers do not contradict the later's
   */
  static Contribution of(Contribution earlier, Contribution later) {
    return new Contribution(
        later.name().or(earlier::name),
        earlier.uid().isPresent() ? earlier.uid() : later.uid(),
        earlier.gid().isPresent() ? earlier.gid() : later.gid(),
        groups(earlier.groups(), later.groups()),
        attributes(earlier.attributes(), later.attributes()));
  }

  /** Both; a group known by half is dropped where a whole one says the same and more. */
  private static Set<Group> groups(Set<Group> earlier, Set<Group> later) {
    Set<Group> all = new HashSet<>(earlier);
    all.addAll(later);
    Set<Group> whole =
        all.stream()
            .filter(group -> group.name().isPresent() && group.gid().isPresent())
            .collect(Collectors.toSet());
    Set<Optional<String>> names = whole.stream().map(Group::name).collect(Collectors.toSet());
    Set<OptionalLong> numbers = whole.stream().map(Group::gid).collect(Collectors.toSet());
    return all.stream()
        .filter(
            group ->
                whole.contains(group)
                    || (group.name().isPresent()
                        ? !names.contains(group.name())
                        : !numbers.contains(group.gid())))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Lists of one name joined, in order, nothing twice. */
  private static Map<String, List<String>> attributes(
      Map<String, List<String>> earlier, Map<String, List<String>> later) {
    Map<String, List<String>> all = new HashMap<>(earlier);
    later.forEach(
        (name, texts) ->
            all.merge(
                name,
                List.copyOf(texts),
                (one, other) ->
                    new ArrayList<>(
                        Stream.concat(one.stream(), other.stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new)))));
    return all;
  }
}
