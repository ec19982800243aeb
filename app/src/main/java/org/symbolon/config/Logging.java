package org.symbolon.config;

/** How the log looks and how much of it there is. */
public record Logging(Format format, Level level) {
  public static final Logging DEFAULT = new Logging(Format.TEXT, Level.INFO);

  /** One line each. */
  public enum Format {
    JSON,
    TEXT
  }

  /** This and what is graver. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }
}
