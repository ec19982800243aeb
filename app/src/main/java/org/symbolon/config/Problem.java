package org.symbolon.config;

/**
 * One mistake.
 *
 * @param path where, as {@code clients[2].redirect-uris[0]}; the name of a variable where that is
 *     the place; empty for the file as a whole
 * @param line in the file, from 1; 0 where no line is to blame
 * @param message what is wrong and what to do, reading on from the path; never a secret
 */
public record Problem(String path, int line, String message) {
  @Override
  public String toString() {
    return (line > 0 ? "line " + line + ": " : "") + (path.isEmpty() ? "" : path + " ") + message;
  }
}
