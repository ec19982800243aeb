package org.symbolon.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one file. */
final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  void add(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  int count() {
    return problems.size();
  }

  List<Problem> since(int count) {
    return List.copyOf(problems.subList(count, problems.size()));
  }

  /** Those of the file by line, then those of the environment, each in the order found. */
  List<Problem> sorted() {
    return problems.stream()
        .sorted(
            Comparator.comparingInt(
                problem -> problem.line() == 0 ? Integer.MAX_VALUE : problem.line()))
        .toList();
  }

  /** Why a file can not be read, for an administrator. */
  static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
