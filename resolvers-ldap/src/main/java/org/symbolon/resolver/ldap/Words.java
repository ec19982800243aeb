package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.resolver.Settings;

/** Reads what settings of a directory are made of; a mistake is reported under its key. */
final class Words {
  private static final String ATTRIBUTE = "[A-Za-z][A-Za-z0-9-]*";

  private Words() {}

  static String dn(Settings settings, String key, String text) {
    if (!text.isEmpty() && !DN.isValidDN(text)) {
      settings.mistake(key, "should be a distinguished name, as in ou=people,dc=example,dc=org");
      return "";
    }
    return text;
  }

  /** An attribute or an object class. */
  static String word(Settings settings, String key, String otherwise) {
    return word(settings, key).orElse(otherwise);
  }

  static Optional<String> word(Settings settings, String key) {
    return settings.text(key).filter(text -> isWord(settings, key, text));
  }

  static List<String> words(Settings settings, String key) {
    return settings.texts(key).stream().filter(text -> isWord(settings, key, text)).toList();
  }

  static boolean isWord(Settings settings, String key, String text) {
    if (!text.matches(ATTRIBUTE)) {
      settings.mistake(key, "should be a name of the directory's schema, as in uid");
      return false;
    }
    return true;
  }

  /** One of a few, written in lower case with dashes. */
  static <E extends Enum<E>> E oneOf(Settings settings, String key, Class<E> type, E otherwise) {
    String text = settings.text(key).orElse(written(otherwise));
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(text)) {
        return constant;
      }
    }
    settings.mistake(
        key,
        Stream.of(type.getEnumConstants())
            .map(Words::written)
            .collect(Collectors.joining(", ", "should be one of ", "")));
    return otherwise;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A whole number within bounds. */
  static int number(Settings settings, String key, long otherwise, long least, long most) {
    long number = settings.integer(key, otherwise);
    if (number < least || number > most) {
      settings.mistake(key, "should be from %d to %d".formatted(least, most));
      return (int) otherwise;
    }
    return (int) number;
  }

  /** What a text means, or a mistake and nothing. */
  static <T> Optional<T> meaning(
      Settings settings, String key, String expected, Function<String, Optional<T>> reading) {
    Optional<String> text = settings.text(key);
    Optional<T> meaning = text.flatMap(reading);
    if (text.isPresent() && meaning.isEmpty()) {
      settings.mistake(key, "should be " + expected);
    }
    return meaning;
  }
}
