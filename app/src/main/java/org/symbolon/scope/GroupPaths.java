package org.symbolon.scope;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Local groups as WLCG names them (WLCG profile, Common Claims): {@code cms} is {@code /cms}. A
 * group whose name the grammar does not allow has no such name.
 *
 * @param prefix before each: {@code /lab}, or nothing
 */
public record GroupPaths(String prefix) {
  public static final GroupPaths PLAIN = new GroupPaths("");

  private static final String NAME = "/[A-Za-z0-9][A-Za-z0-9_.-]*+";
  private static final Pattern PATH = Pattern.compile("(?:" + NAME + ")++");

  public GroupPaths {
    if (!prefix.isEmpty() && !isPath(prefix)) {
      throw new IllegalArgumentException("a prefix is a group's name itself, as in /lab");
    }
  }

  /** Whether this is a name of the profile's grammar. */
  public static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }

  /** One that begins with a slash already is put below the prefix as it is. */
  public Optional<String> of(String name) {
    String path = prefix + (name.startsWith("/") ? name : "/" + name);
    return isPath(path) ? Optional.of(path) : Optional.empty();
  }

  /** Those that have one, in order, none twice. */
  public Set<String> of(Collection<String> names) {
    Set<String> paths = new LinkedHashSet<>();
    names.forEach(name -> of(name).ifPresent(paths::add));
    return paths;
  }
}
