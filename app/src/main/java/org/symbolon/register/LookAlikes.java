package org.symbolon.register;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that people would read as the same, whatever letters they are written in. After the idea of
 * UTS #39: no name mixes scripts that people do not mix, and of one that is wholly in another
 * script each letter counts as the Latin one it looks like.
 */
final class LookAlikes {
  /** What is written together (UTS #39 §5.2, highly restrictive), Latin beside each. */
  private static final Set<UnicodeScript> JAPANESE =
      EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private static final Set<UnicodeScript> KOREAN =
      EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL);
  private static final Set<UnicodeScript> CHINESE =
      EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO);

  /** Cyrillic, Greek and Armenian letters, digits and the rest, each before what it looks like. */
  private static final Map<Integer, String> LATIN =
      table(
          "аa", "вb", "сc", "ԁd", "еe", "ҽe", "ғf", "ԍg", "нh", "һh", "іl", "јj", "кk", "ӏl", "мm",
          "пn", "оo", "рp", "ԛq", "гr", "ѕs", "тt", "уy", "үy", "ѵv", "ԝw", "шw", "щw", "хx", "зe",
          "бb", "ьb", "єe", "ґr", "αa", "βb", "γy", "δd", "εe", "ηn", "ιl", "κk", "μu", "νv", "οo",
          "ρp", "σo", "τt", "υu", "χx", "ωw", "ζz", "ոn", "օo", "սu", "հh", "ցg", "զq", "յj", "լl",
          "ѡw", "0o", "1l", "3e", "5s", "il", "|l", "ıl", "ɩl", "ɑa", "ɡg", "ƒf", "ßb", "øo", "đd",
          "łl", "ħh", "ŧt", "æa", "œo", "þp");

  private LookAlikes() {}

  private static Map<Integer, String> table(String... pairs) {
    Map<Integer, String> table = new HashMap<>();
    for (String pair : pairs) {
      table.put(pair.codePointAt(0), pair.substring(1));
    }
    return Map.copyOf(table);
  }

  /** What keeps it from being shown at all. */
  static Optional<String> problem(String name) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
    if (scripts.contains(UnicodeScript.UNKNOWN)) {
      return Optional.of("holds characters that are none");
    }
    boolean one = scripts.size() <= 1;
    scripts.remove(UnicodeScript.LATIN);
    boolean together =
        JAPANESE.containsAll(scripts)
            || KOREAN.containsAll(scripts)
            || CHINESE.containsAll(scripts);
    if (!one && !together) {
      return Optional.of("mixes scripts, which looks like another name: use one");
    }
    return name.codePoints().noneMatch(Character::isLetterOrDigit)
        ? Optional.of("must hold a letter or digit")
        : Optional.empty();
  }

  /** Two names with the same are read as the same. Letters and digits alone count. */
  static String folded(String name) {
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(one -> Character.isLetterOrDigit(one) || one == '|')
        .forEach(
            one ->
                folded.append(
                    Optional.ofNullable(LATIN.get(one)).orElseGet(() -> Character.toString(one))));
    return folded.toString().replace("rn", "m").replace("vv", "w");
  }
}
