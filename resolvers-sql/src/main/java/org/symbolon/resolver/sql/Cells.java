package org.symbolon.resolver.sql;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads values. What is not what it should be is no answer, and never "nothing". */
final class Cells {
  /** The last one stands for "none" in system calls. */
  private static final long LARGEST = 4_294_967_294L;

  private Cells() {}

  /** A name; empty for null. */
  static Optional<String> text(String what, @Nullable Object value) throws SourceDown {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)
        || text.isBlank()
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new SourceDown(what + " is not a text of one line");
    }
    return Optional.of(text);
  }

  /** A user's or group's number; empty for null. */
  static OptionalLong id(String what, @Nullable Object value) throws SourceDown {
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof Number || value instanceof String) {
      try {
        long number = new BigDecimal(value.toString()).longValueExact();
        if (number >= 0 && number <= LARGEST) {
          return OptionalLong.of(number);
        }
      } catch (ArithmeticException | NumberFormatException notANumber) {
        throw new SourceDown(what + " is not a whole number", notANumber);
      }
    }
    throw new SourceDown(what + " is not a number from 0 to " + LARGEST);
  }
}
