package org.symbolon.ops;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.symbolon.ops.Hints.Words;

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

  private static final Words NAMES =
      Words.of(
          "secret",
          "password",
          "passwort",
          "passwd",
          "passphrase",
          "pwd",
          "token",
          "assertion",
          "verifier",
          "apikey",
          "api-key",
          "api_key",
          "privatekey",
          "private-key",
          "private_key");
  private static final Words HEADERS = Words.of("cookie", "authorization");
  private static final Words SCHEMES = Words.of("bearer", "basic", "dpop");
  private static final Words CODES = Words.of("code");

  private static final String NAME = "(?=[apstv])(?:" + String.join("|", NAMES.words()) + ")";
  private static final String CODE = "(?:(?<![\\w-])|(?<=%3F|%26))(?:device_?|user_?)?code";
  private static final String IS = "[\"']?\\s{0,3}(?:=|%3D)\\s{0,3}";
  private static final String JSON_IS = "[\"']\\s{0,3}:\\s{0,3}";

  // An unquoted value ends at a blank or an ampersand only: passwords hold commas and brackets.
  private static final String VALUE =
      "(?:\\*{3}|\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s&\"'<>]++)";

  private static final List<Rule> RULES =
      List.of(
          rule(
              text -> text.contains("PRIVATE KEY"),
              "(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END|$)",
              "***"),
          rule(
              HEADERS::anyIn,
              "(?i)\\b((?:set-)?cookie|(?:proxy-)?authorization)(\\s*[:=])[^\\r\\n]*+",
              "$1$2 ***"),
          rule(SCHEMES::anyIn, "(?i)\\b(bearer|basic|dpop)\\s+[A-Za-z0-9._~+/=-]++", "$1 ***"),
          rule(
              text -> text.indexOf('@') >= 0 && text.contains("://"),
              "(://)[^/\\s:@]{0,256}+:[^/\\s@]{1,256}+@",
              "$1***@"),
          // Compact JOSE of any kind begins with a JSON object: {" is eyJ.
          rule(
              text -> text.contains("eyJ"), "eyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)*+", "***"),
          // The shape of RefreshTokens: GRANT.GENERATION.KEY.MAC. The grant may be known.
          rule(
              Hints::longRun,
              "([A-Za-z0-9_-]{22})\\.[0-9]{1,18}\\.[A-Za-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{43}",
              "$1.***"),
          // 256 bits in base64url: codes and generated secrets, but key ids too. Six characters
          // tell key ids apart and leave 220 bits of a secret unknown.
          rule(
              Hints::longRun,
              "(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{6})[A-Za-z0-9_-]{37}(?![A-Za-z0-9_-])",
              "$1***"),
          // PHC and crypt(3) hashes of passwords.
          rule(
              text -> text.indexOf('$') >= 0,
              "\\$(?:argon2\\w*|scrypt|pbkdf2[\\w-]*|bcrypt|2[abxy]?|[156y]|7)\\$[^\\s\"']++",
              "***"),
          // RFC 7518 §6: private members of a JWK.
          rule(
              text -> text.indexOf('"') >= 0,
              "(\"(?:d|k|p|q|dp|dq|qi)\"\\s{0,3}:\\s{0,3})\"[^\"]*+\"",
              "$1\"***\""),
          rule(
              NAMES::anyIn,
              "(?i)(" + NAME + "(?:" + IS + "|" + JSON_IS + "|\\s{0,3}:\\s{0,3}))" + VALUE,
              "$1***"),
          rule(CODES::anyIn, "(?i)(" + CODE + "(?:" + IS + "|" + JSON_IS + "))" + VALUE, "$1***"));

  private Masks() {}

  /** The text without what looks like a secret. */
  static String mask(String text) {
    return Hints.isPlain(text) ? text : maskClosely(text);
  }

  /** By trying every pattern that may match. */
  static String maskClosely(String text) {
    String masked = text.length() > LOOKED_THROUGH ? text.substring(0, LOOKED_THROUGH) : text;
    for (Rule rule : RULES) {
      masked = rule.apply(masked);
    }
    return masked.length() > LONGEST ? masked.substring(0, LONGEST) + " (cut)" : masked;
  }

  /** As {@link #mask}; nothing is left where the name says that the value is a secret. */
  static String mask(String name, String value) {
    return isOfSecret(name) ? MASK : mask(value);
  }

  private static boolean isOfSecret(String name) {
    return NAMES.anyEnds(name) || CODES.anyEnds(name) || HEADERS.anyEnds(name);
  }

  /**
   * @param hint cheap, and true for every text that the pattern finds something in
   */
  private record Rule(Predicate<String> hint, Pattern pattern, String replacement) {
    String apply(String text) {
      return hint.test(text) ? pattern.matcher(text).replaceAll(replacement) : text;
    }
  }

  private static Rule rule(Predicate<String> hint, String pattern, String replacement) {
    return new Rule(hint, Pattern.compile(pattern), replacement);
  }
}
