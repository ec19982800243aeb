package org.symbolon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the translation of another server's environment beneath what the file says. Blocks are
 * joined; what stands in the file replaces a default of the translation, but contradicting a
 * variable that is set is a mistake: neither may be ignored.
 */
final class Preset {
  static final String WIPAC = "wipac";

  private final Context context;

  private Preset(Context context) {
    this.context = context;
  }

  static Tree.Block apply(Tree.Block file, Context context) {
    boolean wipac =
        file.entries().get("environment") instanceof Tree.Scalar name && name.text().equals(WIPAC);
    return wipac ? new Preset(context).join("", file, WipacEnvironment.translate(context)) : file;
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
    if (variable.isEmpty()) {
      return file;
    }
    if (file instanceof Tree.Items own && beneath instanceof Tree.Items other) {
      List<Tree> items = new ArrayList<>(own.items());
      items.addAll(other.items());
      return new Tree.Items(own.place(), items);
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
