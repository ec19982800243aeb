package org.symbolon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a part of the tree as JSON would have it: maps, lists, texts, numbers, truth values. */
final class JsonValues {
  private final Context context;

  JsonValues(Context context) {
    this.context = context;
  }

  Map<String, Object> of(String path, Tree.Block block) {
    Map<String, Object> values = new LinkedHashMap<>();
    block
        .entries()
        .forEach(
            (key, tree) -> of(path + "." + key, tree).ifPresent(value -> values.put(key, value)));
    return values;
  }

  private Optional<Object> of(String path, Tree tree) {
    return switch (tree) {
      case Tree.Block block -> Optional.of(of(path, block));
      case Tree.Items items -> {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
          of(path + "[" + i + "]", items.items().get(i)).ifPresent(values::add);
        }
        yield Optional.of(values);
      }
      case Tree.Scalar scalar -> Optional.of(scalar.json());
      case Tree.Nothing nothing -> {
        context
            .problems()
            .add(tree.place().problem(path, "is empty: give a value or remove the line"));
        yield Optional.empty();
      }
      case Tree.Unusable reported -> Optional.empty();
    };
  }
}
