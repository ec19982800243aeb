package org.symbolon.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file as written, variables put in, before anything is understood. */
sealed interface Tree {
  Place place();

  /** In words, for messages. */
  String kind();

  /** Keys with values, in order. */
  record Block(Place place, Map<String, Tree> entries) implements Tree {
    public Block {
      entries = new LinkedHashMap<>(entries);
    }

    @Override
    public String kind() {
      return "a block";
    }
  }

  /** A list. */
  record Items(Place place, List<Tree> items) implements Tree {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * One value.
   *
   * @param json how JSON would have it: a text, a number or a truth value
   */
  record Scalar(Place place, String text, Object json) implements Tree {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A key without a value. */
  record Nothing(Place place) implements Tree {
    @Override
    public String kind() {
      return "empty";
    }
  }

  /** A value whose mistake has been reported already: nothing more is said about it. */
  record Unusable(Place place) implements Tree {
    @Override
    public String kind() {
      return "unusable";
    }
  }
}
