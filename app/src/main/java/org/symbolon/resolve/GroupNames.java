package org.symbolon.resolve;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the names that one source gives to groups become the site's: steps in order, each on what the
 * one before made. A name that no file or page could hold is dropped; numbers are never changed, so
 * that the file system's word stays what it was.
 */
public record GroupNames(List<Step> steps) {
  /** Names as the source has them, but normalised. */
  public static final GroupNames AS_THEY_ARE = new GroupNames(List.of());

  /** As long as any system's names, and a bound for what patterns are held against. */
  private static final int LONGEST = 255;

  private static final int LONGEST_PATTERN = 1000;

  public GroupNames {
    steps = List.copyOf(steps);
  }

  /** One rule. */
  public sealed interface Step {
    /** Another name for exactly this one. */
    record Rename(Map<String, String> names) implements Step {
      public Rename {
        names = Map.copyOf(names);
      }
    }

    /** Taken away where the name begins so. */
    record StripPrefix(String prefix) implements Step {}

    record AddPrefix(String prefix) implements Step {}

    /** In lower-case letters. */
    record LowerCase() implements Step {}

    /**
     * Of a name that matches wholly this is made; others stay.
     *
     * @param to text with {@code $1} to {@code $9} for what the pattern's parts matched
     */
    record Rewrite(Pattern pattern, String to) implements Step {}

    /** The name of a group that matches wholly does not count. */
    record Drop(Pattern pattern) implements Step {}

    /**
     * @throws IllegalArgumentException for an administrator, where it is no such rule
     */
    static Step rewrite(String pattern, String to) {
      Pattern compiled = compiled(pattern);
      for (int at = 0; at < to.length(); at++) {
        if (to.charAt(at) == '$') {
          int part = at + 1 < to.length() ? Character.digit(to.charAt(at + 1), 10) : -1;
          if (part < 1 || part > compiled.groupCount()) {
            throw new IllegalArgumentException(
                "has a $ that is none of $1 to $"
                    + compiled.groupCount()
                    + ", the parts in brackets of the pattern");
          }
        }
      }
      return new Rewrite(compiled, to);
    }

    /**
     * @throws IllegalArgumentException for an administrator, where it is no pattern
     */
    static Step drop(String pattern) {
      return new Drop(compiled(pattern));
    }

    private static Pattern compiled(String pattern) {
      if (pattern.length() > LONGEST_PATTERN) {
        throw new IllegalArgumentException("is longer than " + LONGEST_PATTERN + " characters");
      }
      try {
        return Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "is not a regular expression (RE2: no look-around, no back references): "
                + e.getDescription(),
            e);
      }
    }
  }

  /** What this source's name is here; empty where it does not count as a name. */
  Optional<String> map(String raw) {
    Optional<String> name = normalised(raw);
    for (Step step : steps) {
      name = name.flatMap(given -> apply(step, given)).flatMap(GroupNames::normalised);
    }
    return name;
  }

  private static Optional<String> apply(Step step, String name) {
    return switch (step) {
      case Step.Rename rename -> Optional.of(rename.names().getOrDefault(name, name));
      case Step.StripPrefix strip ->
          Optional.of(
              name.startsWith(strip.prefix()) ? name.substring(strip.prefix().length()) : name);
      case Step.AddPrefix add -> Optional.of(add.prefix() + name);
      case Step.LowerCase lower -> Optional.of(name.toLowerCase(Locale.ROOT));
      case Step.Rewrite rewrite -> Optional.of(rewritten(rewrite, name));
      case Step.Drop drop ->
          drop.pattern().matcher(name).matches() ? Optional.empty() : Optional.of(name);
    };
  }

  private static String rewritten(Step.Rewrite rewrite, String name) {
    Matcher matcher = rewrite.pattern().matcher(name);
    if (!matcher.matches()) {
      return name;
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < rewrite.to().length(); at++) {
      char letter = rewrite.to().charAt(at);
      if (letter == '$') {
        at++;
        String part = matcher.group(Character.digit(rewrite.to().charAt(at), 10));
        text.append(part == null ? "" : part);
      } else {
        text.append(letter);
      }
    }
    return text.toString();
  }

  /** One spelling, without blanks around it; empty for what nobody could see or write as it is. */
  static Optional<String> normalised(String raw) {
    if (raw.length() > LONGEST) {
      return Optional.empty();
    }
    String name = Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
    return name.isEmpty() || !name.codePoints().allMatch(GroupNames::isVisible)
        ? Optional.empty()
        : Optional.of(name);
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT, // among them those that turn the direction of writing
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
