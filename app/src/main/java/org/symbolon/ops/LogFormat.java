package org.symbolon.ops;

/** How a log line looks. */
@FunctionalInterface
interface LogFormat {
  /** The whole line, its line break included. */
  String print(LogLine line);
}
