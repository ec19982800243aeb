package org.symbolon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.protocol.SecretText;

/**
 * One block being read. Asking for a key makes it a known one; a mistake is reported and reading
 * goes on without the value, so that all are found at once; {@link #finish} reports the keys nobody
 * asked for.
 */
final class Section {
  private final String path;
  private final Tree.Block block;
  private final Context context;
  private final Set<String> asked = new TreeSet<>();
  private final Map<String, List<Section>> children = new LinkedHashMap<>();
  private boolean finishedElsewhere;

  Section(String path, Tree.Block block, Context context) {
    this.path = path;
    this.block = block;
    this.context = context;
  }

  /**
   * The same block for a reader that comes later and reports for itself. What was asked here counts
   * as asked there; unknown keys are the later one's matter.
   */
  Section forLater() {
    Section later = new Section(path, block, context.apart());
    later.asked.addAll(asked);
    finishedElsewhere = true;
    return later;
  }

  Context context() {
    return context;
  }

  /** Whether anything stands under this key. */
  boolean has(String key) {
    return ask(key).isPresent();
  }

  /** Whether a block of its own stands under this key. */
  boolean isBlock(String key) {
    return ask(key).filter(Tree.Block.class::isInstance).isPresent();
  }

  /** Whether there is a list with nothing in it. */
  boolean isEmptyList(String key) {
    return ask(key)
        .filter(tree -> tree instanceof Tree.Items(Place _, List<Tree> items) && items.isEmpty())
        .isPresent();
  }

  /** This block as written. */
  Written asWritten() {
    return new Written(block);
  }

  /** The keys of this block, as written; none of them counts as asked. */
  Set<String> written() {
    return block.entries().keySet();
  }

  <T> Optional<T> value(String key, Reading<T> reading) {
    return ask(key)
        .flatMap(
            tree ->
                switch (tree) {
                  case Tree.Scalar scalar -> read(pathOf(key), scalar, reading);
                  case Tree.Block other -> wrongKind(key, other, "a single value");
                  case Tree.Items other -> wrongKind(key, other, "a single value");
                  case Tree.Nothing nothing -> empty(key);
                  case Tree.Unusable reported -> Optional.empty();
                });
  }

  <T> T value(String key, Reading<T> reading, T otherwise) {
    return value(key, reading).orElse(otherwise);
  }

  /**
   * @param advice what to write, when the key is missing
   */
  <T> Optional<T> required(String key, Reading<T> reading, String advice) {
    if (!has(key)) {
      mistake(key, "is missing: " + advice);
    }
    return value(key, reading);
  }

  /** A list, which may also be written as one text with commas between its items. */
  <T> List<T> list(String key, Reading<T> reading) {
    List<T> result = new ArrayList<>();
    switch (ask(key).orElse(new Tree.Items(Place.NOWHERE, List.of()))) {
      case Tree.Scalar scalar ->
          split(scalar.text())
              .forEach(
                  item ->
                      read(pathOf(key), new Tree.Scalar(scalar.place(), item, item), reading)
                          .ifPresent(result::add));
      case Tree.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          item(pathOf(key) + "[" + i + "]", items.items().get(i), reading).ifPresent(result::add);
        }
      }
      case Tree.Block other -> wrongKind(key, other, "a list");
      case Tree.Nothing nothing -> empty(key);
      case Tree.Unusable reported -> {}
    }
    return result;
  }

  /** The single values of a list, by the lines on which they stand. */
  Map<Integer, String> lines(String key) {
    Map<Integer, String> lines = new LinkedHashMap<>();
    if (ask(key).orElse(block) instanceof Tree.Items items) {
      for (Tree item : items.items()) {
        if (item instanceof Tree.Scalar scalar) {
          lines.put(scalar.place().line(), scalar.text());
        }
      }
    }
    return lines;
  }

  /** A list without repetitions. */
  <T> List<T> distinct(String key, Reading<T> reading) {
    List<T> result = new ArrayList<>();
    for (T item : list(key, reading)) {
      if (result.contains(item)) {
        mistake(key, "names " + item + " twice: keep one");
      } else {
        result.add(item);
      }
    }
    return result;
  }

  /** A nested block. */
  Optional<Section> section(String key) {
    return ask(key)
        .flatMap(
            tree ->
                switch (tree) {
                  case Tree.Block nested -> Optional.of(child(key, pathOf(key), nested));
                  case Tree.Scalar other -> wrongKind(key, other, "a block");
                  case Tree.Items other -> wrongKind(key, other, "a block");
                  case Tree.Nothing nothing -> empty(key);
                  case Tree.Unusable reported -> Optional.empty();
                });
  }

  /** A list of nested blocks. */
  List<Section> sections(String key) {
    return sections(key, Optional.empty());
  }

  /** As {@link #sections(String)}; {@code - files} is short for {@code - SHORT: files}. */
  List<Section> sections(String key, String shortKey) {
    return sections(key, Optional.of(shortKey));
  }

  private List<Section> sections(String key, Optional<String> shortKey) {
    return switch (ask(key).orElse(new Tree.Items(Place.NOWHERE, List.of()))) {
      case Tree.Items items -> {
        List<Section> result = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
          String itemPath = pathOf(key) + "[" + i + "]";
          itemBlock(itemPath, items.items().get(i), shortKey)
              .ifPresent(block -> result.add(child(key, itemPath, block)));
        }
        yield result;
      }
      case Tree.Scalar one when shortKey.isPresent() -> {
        List<Section> result = new ArrayList<>();
        for (String item : split(one.text())) {
          Tree text = new Tree.Scalar(one.place(), item, item);
          Tree.Block block = new Tree.Block(one.place(), Map.of(shortKey.get(), text));
          result.add(child(key, pathOf(key) + "[" + result.size() + "]", block));
        }
        yield result;
      }
      case Tree.Block other -> wrongKinds(key, other);
      case Tree.Scalar other -> wrongKinds(key, other);
      case Tree.Nothing nothing -> {
        empty(key);
        yield List.of();
      }
      case Tree.Unusable reported -> List.of();
    };
  }

  private Optional<Tree.Block> itemBlock(String itemPath, Tree item, Optional<String> shortKey) {
    if (item instanceof Tree.Block block) {
      return Optional.of(block);
    }
    if (item instanceof Tree.Scalar && shortKey.isPresent()) {
      return Optional.of(new Tree.Block(item.place(), Map.of(shortKey.get(), item)));
    }
    if (!(item instanceof Tree.Unusable)) {
      report(itemPath, item.place(), "should be a block of settings, not " + item.kind());
    }
    return Optional.empty();
  }

  private List<Section> wrongKinds(String key, Tree found) {
    wrongKind(key, found, "a list: begin each entry with a dash");
    return List.of();
  }

  /** A block whose keys are the administrator's own, values as JSON would have them. */
  Map<String, Object> json(String key) {
    return section(key)
        .map(nested -> new JsonValues(nested.context).of(nested.path, nested.takeAll()))
        .orElse(Map.of());
  }

  /** A block whose keys are the administrator's own, values as texts. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    section(key)
        .ifPresent(
            nested -> {
              for (String name : nested.takeAll().entries().keySet()) {
                nested.unrecorded(name, Readings::text).ifPresent(text -> texts.put(name, text));
              }
            });
    return texts;
  }

  /** A secret: as is, or under {@code KEY-file} as the first line of a file. */
  Optional<SecretText> secret(String key) {
    String fileKey = key + "-file";
    Optional<SecretText> inFile =
        value(fileKey, text -> SecretFile.read(Readings.path(context.directory()).read(text)));
    if (has(key) && has(fileKey)) {
      mistake(key, "is given here and by " + fileKey + ": keep one");
    }
    return value(key, text -> new SecretText(Readings.text(text))).or(() -> inFile);
  }

  /** A key that has its place elsewhere. */
  void misplaced(String key, String advice) {
    if (block.entries().containsKey(key)) {
      asked.add(key);
      mistake(key, advice);
    }
  }

  void mistake(String key, String message) {
    Tree at = block.entries().getOrDefault(key, block);
    report(pathOf(key), at.place(), message);
  }

  /** About this block as a whole. */
  void mistake(String message) {
    report(path, block.place(), message);
  }

  /** Reports every key, here and below, that nobody asked for. */
  void finish() {
    if (!finishedElsewhere) {
      for (String key : block.entries().keySet()) {
        if (!asked.contains(key)) {
          mistake(key, "is not a setting" + Suggestion.among(key, asked));
        }
      }
    }
    children.values().forEach(sections -> sections.forEach(Section::finish));
  }

  private Optional<Tree> ask(String key) {
    asked.add(key);
    context.keys().add(pathOf(key).replaceAll("\\[\\d+\\]", "[]"));
    return Optional.ofNullable(block.entries().get(key));
  }

  private Tree.Block takeAll() {
    asked.addAll(block.entries().keySet());
    return block;
  }

  private <T> Optional<T> unrecorded(String key, Reading<T> reading) {
    Tree tree = block.entries().getOrDefault(key, new Tree.Nothing(block.place()));
    return item(pathOf(key), tree, reading);
  }

  private <T> Optional<T> item(String itemPath, Tree item, Reading<T> reading) {
    if (item instanceof Tree.Scalar scalar) {
      return read(itemPath, scalar, reading);
    }
    if (!(item instanceof Tree.Unusable)) {
      report(itemPath, item.place(), "should be a single value, not " + item.kind());
    }
    return Optional.empty();
  }

  private <T> Optional<T> read(String valuePath, Tree.Scalar scalar, Reading<T> reading) {
    try {
      return Optional.of(reading.read(scalar.text()));
    } catch (Mistake mistake) {
      report(valuePath, scalar.place(), mistake.text());
      return Optional.empty();
    }
  }

  private Section child(String key, String childPath, Tree.Block nested) {
    List<Section> known = children.computeIfAbsent(key, any -> new ArrayList<>());
    return known.stream()
        .filter(section -> section.path.equals(childPath))
        .findFirst()
        .orElseGet(
            () -> {
              Section section = new Section(childPath, nested, context);
              known.add(section);
              return section;
            });
  }

  private <T> Optional<T> wrongKind(String key, Tree found, String expected) {
    mistake(key, "should be " + expected + "; it is " + found.kind());
    return Optional.empty();
  }

  private <T> Optional<T> empty(String key) {
    mistake(key, "is empty: give a value or remove the line");
    return Optional.empty();
  }

  private static List<String> split(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*"));
  }

  private void report(String at, Place place, String message) {
    context.problems().add(place.problem(at, message));
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
