package org.symbolon.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads YAML into a tree that remembers lines. Of YAML only blocks, lists and values are taken:
 * aliases and further documents are refused, for they hide what is configured (and a few aliases of
 * aliases make a file of any size).
 */
final class YamlTree {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final int DEEPEST = 50;

  private final String text;
  private final Context context;

  YamlTree(String text, Context context) {
    this.text = text;
    this.context = context;
  }

  /** Empty where there is nothing to go on with; the problem is reported then. */
  Optional<Tree.Block> read() {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        problem("", Place.NOWHERE, "the file is empty");
        return Optional.empty();
      }
      Tree tree = tree(parser, "", 0);
      if (parser.nextToken() != null) {
        problem("", place(parser), "begins a second document: a configuration is one");
      }
      if (tree instanceof Tree.Block block) {
        return Optional.of(block);
      }
      problem(
          "", tree.place(), "the file should have keys and values, as in listen: 127.0.0.1:8080");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      problem(
          "",
          Place.line(Math.max(line, 0)),
          "is not YAML here: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a text can always be read", e);
    }
    return Optional.empty();
  }

  private Tree tree(YAMLParser parser, String path, int depth) throws IOException {
    Place place = place(parser);
    if (parser.isCurrentAlias()) {
      problem(path, place, "is a YAML alias: write the value out");
      return new Tree.Unusable(place);
    }
    if (depth > DEEPEST) {
      throw new com.fasterxml.jackson.core.JsonParseException(parser, "is nested too deeply");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> block(parser, path, place, depth);
      case START_ARRAY -> items(parser, path, place, depth);
      case VALUE_NULL -> new Tree.Nothing(place);
      default -> scalar(parser, path, place);
    };
  }

  private Tree block(YAMLParser parser, String path, Place place, int depth) throws IOException {
    Map<String, Tree> entries = new LinkedHashMap<>();
    Map<String, Place> lines = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Place keyPlace = place(parser);
      String keyPath = path.isEmpty() ? key : path + "." + key;
      parser.nextToken();
      Tree value = tree(parser, keyPath, depth + 1);
      Place first = lines.putIfAbsent(key, keyPlace);
      if (first != null) {
        problem(keyPath, keyPlace, "is given twice, first in line " + first.line() + ": keep one");
      } else {
        entries.put(key, value);
      }
    }
    return new Tree.Block(place, entries);
  }

  private Tree items(YAMLParser parser, String path, Place place, int depth) throws IOException {
    List<Tree> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(tree(parser, path + "[" + items.size() + "]", depth + 1));
    }
    return new Tree.Items(place, items);
  }

  private Tree scalar(YAMLParser parser, String path, Place place) throws IOException {
    String written = parser.getText();
    if (!context.variables().concern(written)) {
      return new Tree.Scalar(place, written, json(parser, written));
    }
    try {
      String value = context.variables().putInto(written);
      return new Tree.Scalar(place, value, value);
    } catch (Mistake mistake) {
      problem(path, place, mistake.text());
      return new Tree.Unusable(place);
    }
  }

  private static Object json(YAMLParser parser, String written) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> written;
    };
  }

  private static Place place(JsonParser parser) {
    return Place.line(parser.currentTokenLocation().getLineNr());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private void problem(String path, Place place, String message) {
    context.problems().add(place.problem(path, message));
  }
}
