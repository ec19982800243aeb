package org.symbolon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts the translation of another server's environment beneath what the file says. Blocks are
 * joined; what stands in the file replaces a default of the translation, but contradicting a
 * variable that is set is a mistake: neither may be ignored. A login or resolver of the file
 * completes the translation's of that name.
 */
final class Preset {
  static final String WIPAC = "wipac";

  /** Lists whose entries are known by name. */
  private static final Set<String> NAMED = Set.of("login", "resolvers");

  private final Context context;

  private Preset(Context context) {
    this.context = context;
  }

  static Tree.Block apply(Tree.Block file, Context context) {
    boolean wipac =
        file.entries().get("environment") instanceof Tree.Scalar name && name.text().equals(WIPAC);
    return wipac
        ? new Preset(context).join("", file, WipacEnvironment.translate(file, context))
        : file;
  }

  private Tree.Block join(String path, Tree.Block file, Tree.Block beneath) {
    Map<String, Tree> joined = new LinkedHashMap<>(file.entries());
    beneath
        .entries()
        .forEach(
            (key, other) ->
                joined.merge(
                    key,
                    other,
                    (own, same) -> both(path.isEmpty() ? key : path + "." + key, own, same)));
    return new Tree.Block(file.place(), joined);
  }

  private Tree both(String path, Tree file, Tree beneath) {
    Optional<String> variable = variable(beneath);
    if (file instanceof Tree.Block own && beneath instanceof Tree.Block other) {
      return join(path, own, other);
    }
    if (file instanceof Tree.Items own && beneath instanceof Tree.Items other) {
      return joinLists(path, own, other);
    }
    if (variable.isEmpty()) {
      return file;
    }
    context
        .problems()
        .add(
            file.place()
                .problem(
                    path,
                    "is also set by the environment variable "
                        + variable.get()
                        + ": keep one of the two"));
    return file;
  }

  /** The file's come first; what is beneath one of them completes it. */
  private Tree joinLists(String path, Tree.Items file, Tree.Items beneath) {
    List<Tree> items = new ArrayList<>(file.items());
    for (Tree other : beneath.items()) {
      OptionalInt same =
          NAMED.contains(path)
              ? IntStream.range(0, items.size())
                  .filter(i -> oneName(items.get(i), other))
                  .findFirst()
              : OptionalInt.empty();
      if (same.isPresent()) {
        int at = same.getAsInt();
        items.set(at, both(path + "[" + at + "]", items.get(at), other));
      } else if (variable(other).isPresent()) {
        items.add(other);
      }
    }
    return new Tree.Items(file.place(), items);
  }

  private static boolean oneName(Tree file, Tree beneath) {
    Optional<String> name = name(file);
    return name.isPresent() && name.equals(name(beneath));
  }

  private static Optional<String> name(Tree tree) {
    return tree instanceof Tree.Block block
            && block.entries().get("name") instanceof Tree.Scalar name
        ? Optional.of(name.text())
        : Optional.empty();
  }

  /** A variable that has a part in this; empty where all of it are defaults. */
  private static Optional<String> variable(Tree tree) {
    if (!tree.place().variable().isEmpty()) {
      return Optional.of(tree.place().variable());
    }
    return switch (tree) {
      case Tree.Block block ->
          block.entries().values().stream().flatMap(each -> variable(each).stream()).findFirst();
      case Tree.Items items ->
          items.items().stream().flatMap(each -> variable(each).stream()).findFirst();
      case Tree.Scalar scalar -> Optional.empty();
      case Tree.Nothing nothing -> Optional.empty();
      case Tree.Unusable unusable -> Optional.empty();
    };
  }
}
