package org.symbolon.resolver.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Whether the column says so, and why. Null, false, 0 and an empty text say no; any other text is
   * the reason, so that a "no" spelt in letters keeps a person out rather than lets one in.
   */
  static Optional<String> flag(String what, @Nullable Object value) throws SourceDown {
    return switch (value) {
      case null -> Optional.empty();
      case Boolean yes -> yes ? Optional.of("") : Optional.empty();
      case Number number ->
          new BigDecimal(number.toString()).signum() == 0 ? Optional.empty() : Optional.of("");
      case String why -> why.isEmpty() ? Optional.empty() : text(what, why);
      default -> throw new SourceDown(what + " is neither true nor false, nor a reason");
    };
  }

  /** An attribute's values: one, those of an array, or none for null. */
  static List<String> texts(String what, @Nullable Object value) throws SourceDown {
    List<String> texts = new ArrayList<>();
    for (Object each : value instanceof List<?> several ? several : one(value)) {
      Object plain =
          each instanceof Number || each instanceof Boolean ? String.valueOf(each) : each;
      text(what, plain).ifPresent(texts::add);
    }
    return texts;
  }

  private static List<?> one(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }
}
