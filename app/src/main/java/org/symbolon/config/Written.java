package org.symbolon.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a file says, setting by setting: to tell what another version of it changes. */
public final class Written {
  /** What takes effect without a restart. */
  private static final Pattern RELOADED =
      Pattern.compile(
          "(issuers\\[\\d+\\]\\.)?(clients|scopes|capability-sets|accounts|exchanges|narrow-own-tokens"
              + "|foreign-issuers)([.\\[].*)?");

  private final Map<String, String> settings = new TreeMap<>();

  Written(Tree.Block block) {
    add("", block);
  }

  private void add(String path, Tree tree) {
    switch (tree) {
      case Tree.Block block ->
          block
              .entries()
              .forEach((key, value) -> add(path.isEmpty() ? key : path + "." + key, value));
      case Tree.Items items -> {
        for (int at = 0; at < items.items().size(); at++) {
          add(path + "[" + at + "]", items.items().get(at));
        }
      }
      case Tree.Scalar scalar -> settings.put(path, scalar.text());
      case Tree.Nothing nothing -> settings.put(path, "");
      case Tree.Unusable unusable -> settings.put(path, "");
    }
  }

  /** The settings that are different in {@code newer} and need a restart, by their paths. */
  public List<String> needRestart(Written newer) {
    Set<String> paths = new TreeSet<>(settings.keySet());
    paths.addAll(newer.settings.keySet());
    return paths.stream()
        .filter(path -> !Objects.equals(settings.get(path), newer.settings.get(path)))
        .filter(path -> !RELOADED.matcher(path).matches())
        .toList();
  }
}
