package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

/**
 * One source's groups under the site's names. The names are kept: an account may have thousands.
 */
final class SourceGroups {
  private static final int MOST_NAMES = 20_000;

  private final AccountStep step;
  private final Cache<String, Optional<String>> names =
      Caffeine.newBuilder().maximumSize(MOST_NAMES).executor(Runnable::run).build();

  SourceGroups(AccountStep step) {
    this.step = step;
  }

  AccountStep step() {
    return step;
  }

  /** A group keeps its number; one that has neither name nor number left is none. */
  Contribution named(Contribution said) {
    Set<Group> groups = new HashSet<>();
    for (Group group : said.groups()) {
      Optional<String> name =
          group.name().flatMap(raw -> names.get(raw, given -> step.names().map(given)));
      OptionalLong gid = group.gid();
      if (name.isPresent() || gid.isPresent()) {
        groups.add(new Group(name, gid));
      }
    }
    return with(said, groups);
  }

  static Contribution with(Contribution said, Set<Group> groups) {
    return new Contribution(said.name(), said.uid(), said.gid(), groups, said.attributes());
  }
}
