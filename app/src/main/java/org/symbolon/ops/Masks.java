package org.symbolon.ops;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text whatever looks like a secret: by its shape (tokens, hashes, keys) or by the
 * name before it. Rather too much than too little. It is the net below the rule that secrets are
 * never handed to a logger.
 */
final class Masks {
  /** Stands where a secret stood. */
  static final String MASK = "***";

  /** Longer texts are cut: nobody reads them, and strangers choose the length of some. */
  static final int LONGEST = 16_384;

  /** What is looked through at all; cut after masking, so that no half of a secret stays. */
  private static final int LOOKED_THROUGH = 4 * LONGEST;

  private static final String NAMES =
      "(?:secret|passwor[dt]|passwd|passphrase|pwd|token|assertion|verifier"
          + "|api[_-]?key|private[_-]?key)";
  private static final String CODE = "(?<![\\w-])(?:device_?|user_?)?code";
  private static final String IS = "[\"']?\\s{0,3}(?:=|%3D)\\s{0,3}";
  private static final String JSON_IS = "[\"']\\s{0,3}:\\s{0,3}";

  // An unquoted value ends at a blank or an ampersand only: passwords hold commas and brackets.
  private static final String VALUE = "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s&\"'<>]++)";

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(?:" + NAMES + "|code|cookie|authorization)");

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END|$)", "***"),
          Rule.of(
              "(?i)\\b((?:set-)?cookie|(?:proxy-)?authorization)(\\s*[:=])[^\\r\\n]*+", "$1$2 ***"),
          Rule.of("(?i)\\b(bearer|basic|dpop)\\s+[A-Za-z0-9._~+/=-]++", "$1 ***"),
          Rule.of("(://)[^/\\s:@]{0,256}+:[^/\\s@]{1,256}+@", "$1***@"),
          // Compact JOSE of any kind begins with a JSON object: {" is eyJ.
          Rule.of("eyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)*+", "***"),
          // The shape of RefreshTokens: GRANT.GENERATION.KEY.MAC. The grant may be known.
          Rule.of(
              "([A-Za-z0-9_-]{22})\\.[0-9]{1,18}\\.[A-Za-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{43}",
              "$1.***"),
          // 256 bits in base64url: codes and generated secrets, but key ids too. Six characters
          // tell key ids apart and leave 220 bits of a secret unknown.
          Rule.of(
              "(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{6})[A-Za-z0-9_-]{37}(?![A-Za-z0-9_-])", "$1***"),
          // PHC and crypt(3) hashes of passwords.
          Rule.of(
              "\\$(?:argon2\\w*|scrypt|pbkdf2[\\w-]*|bcrypt|2[abxy]?|[156y]|7)\\$[^\\s\"',]++",
              "***"),
          // RFC 7518 §6: private members of a JWK.
          Rule.of("(\"(?:d|k|p|q|dp|dq|qi)\"\\s{0,3}:\\s{0,3})\"[^\"]*+\"", "$1\"***\""),
          Rule.of(
              "(?i)(" + NAMES + "(?:" + IS + "|" + JSON_IS + "|\\s{0,3}:\\s{0,3}))" + VALUE,
              "$1***"),
          Rule.of("(?i)(" + CODE + "(?:" + IS + "|" + JSON_IS + "))" + VALUE, "$1***"));

  private Masks() {}

  /** The text without what looks like a secret. */
  static String mask(String text) {
    String masked = text.length() > LOOKED_THROUGH ? text.substring(0, LOOKED_THROUGH) : text;
    for (Rule rule : RULES) {
      masked = rule.apply(masked);
    }
    return masked.length() > LONGEST ? masked.substring(0, LONGEST) + " (cut)" : masked;
  }

  /** As {@link #mask}; nothing is left where the name says that the value is a secret. */
  static String mask(String name, String value) {
    return SECRET_NAME.matcher(name).matches() ? MASK : mask(value);
  }
}
