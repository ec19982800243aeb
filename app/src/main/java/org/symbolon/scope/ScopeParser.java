package org.symbolon.scope;

import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.issuer.Profile;
import org.symbolon.scope.Scope.Malformed;
import org.symbolon.scope.Scope.Parse;
import org.symbolon.scope.Scope.Parsed;

/** Reads one scope. */
final class ScopeParser {
  private static final Pattern DOTS = Pattern.compile("(^|/)(\\.|%2[Ee]){1,2}(/|$)");

  private ScopeParser() {}

  static Parse parse(String text, Profile profile) {
    if (text.isEmpty()) {
      return new Malformed("a scope is empty");
    }
    if (text.length() > ScopeSet.MOST_CHARACTERS) {
      return malformed(text, "is longer than " + ScopeSet.MOST_CHARACTERS + " characters");
    }
    if (!ScopeText.isToken(text)) {
      return malformed(text, "has a character that no scope may have (RFC 6749 section 3.3)");
    }
    int colon = text.indexOf(':');
    String action = colon < 0 ? text : text.substring(0, colon);
    if (Vocabulary.pathActions(profile).contains(action)) {
      return withPath(text, action, colon < 0 ? "" : text.substring(colon + 1));
    }
    return withoutPath(text, profile);
  }

  private static Parse withPath(String text, String action, String path) {
    return switch (PathCoding.decode(path)) {
      case PathCoding.Result.Path decoded -> new Parsed(new PathScope(action, decoded.path()));
      case PathCoding.Result.Problem problem -> malformed(text, problem.why());
    };
  }

  private static Parse withoutPath(String text, Profile profile) {
    if (!Vocabulary.isPlainAuthorization(text, profile)) {
      Optional<String> reserved = Vocabulary.whyReserved(text, profile);
      if (reserved.isPresent()) {
        return malformed(text, reserved.get());
      }
    }
    // A verifier in the field takes what follows any colon for a path, and crashes on /../...
    if (DOTS.matcher(text.substring(text.indexOf(':') + 1)).find()) {
      return malformed(text, "has a component . or ..");
    }
    return new Parsed(new PlainScope(text));
  }

  private static Malformed malformed(String text, String why) {
    return new Malformed("the scope " + ScopeText.quoted(text) + " " + why);
  }
}
