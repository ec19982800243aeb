package org.symbolon.resolver.sql;

import java.sql.Types;
import java.util.Set;

/**
 * A column that a query may give.
 *
 * @param label in lower case
 */
record Column(String label, Kind kind) {
  private static final Set<Integer> NEVER =
      Set.of(
          Types.DATE,
          Types.TIME,
          Types.TIMESTAMP,
          Types.TIME_WITH_TIMEZONE,
          Types.TIMESTAMP_WITH_TIMEZONE,
          Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB);

  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL);

  /** What its values should be. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    FLAG("true or false, a number, or a text that says why"),
    ANY("a text, a number or true or false");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /**
     * Whether values of this type can be right. Types that only one engine knows, and numbers kept
     * as texts, are left to the values.
     */
    boolean accepts(int type) {
      if (NEVER.contains(type)) {
        return false;
      }
      boolean flag = type == Types.BOOLEAN || type == Types.BIT;
      return switch (this) {
        case TEXT -> !flag && !NUMBERS.contains(type);
        case NUMBER -> !flag;
        case FLAG, ANY -> true;
      };
    }
  }

  static Column text(String label) {
    return new Column(label, Kind.TEXT);
  }

  static Column number(String label) {
    return new Column(label, Kind.NUMBER);
  }

  static Column flag(String label) {
    return new Column(label, Kind.FLAG);
  }

  static Column any(String label) {
    return new Column(label, Kind.ANY);
  }
}
