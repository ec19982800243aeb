package org.symbolon.config;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What all readers of one file share. */
record Context(Problems problems, Variables variables, Path directory, Set<String> keys) {
  Context(Problems problems, Variables variables, Path directory) {
    this(problems, variables, directory, new TreeSet<>());
  }

  /** For a reader that reports for itself. */
  Context apart() {
    return new Context(new Problems(), variables, directory);
  }
}
