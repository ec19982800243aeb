package org.symbolon.config;

/**
 * Where a value was written.
 *
 * @param line in the file, from 1; 0 where it is not in the file
 * @param variable the environment variable it was taken from by a translation; empty if none
 */
record Place(int line, String variable) {
  static final Place NOWHERE = new Place(0, "");

  static Place line(int line) {
    return new Place(line, "");
  }

  static Place variable(String name) {
    return new Place(0, name);
  }

  Problem problem(String path, String message) {
    String at = variable.isEmpty() ? path : variable + (path.isEmpty() ? "" : " (" + path + ")");
    return new Problem(at, line, message);
  }
}
