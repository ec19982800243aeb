package org.symbolon.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.issuer.Issuer.Paths;

/** Reads {@code paths}: where an issuer's endpoints are, below the issuer's own path. */
final class ReadPaths {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  /** What the process answers whatever issuers there are, and the pages each issuer has. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "/(\\.well-known(/.*)?|healthz|readyz|metrics|admin(/.*)?|favicon\\.ico|style\\..*|logo\\..*|form-post\\..*"
              + "|sign-in(/again|/continue|/decision|/with(/.*)?)?|account(/.*)?|logout(/.*)?|session(\\..*)?)");

  private ReadPaths() {}

  static Paths from(Section block) {
    Optional<Section> section = block.section("paths");
    if (section.isEmpty()) {
      return Paths.DEFAULT;
    }
    Section paths = section.get();
    Paths read =
        new Paths(
            path(paths, "authorization", Paths.DEFAULT.authorization()),
            path(paths, "pushed-authorization", Paths.DEFAULT.pushedAuthorization()),
            path(paths, "token", Paths.DEFAULT.token()),
            path(paths, "device-authorization", Paths.DEFAULT.deviceAuthorization()),
            path(paths, "verification", Paths.DEFAULT.verification()),
            path(paths, "jwks", Paths.DEFAULT.jwks()),
            path(paths, "userinfo", Paths.DEFAULT.userinfo()),
            path(paths, "introspection", Paths.DEFAULT.introspection()),
            path(paths, "revocation", Paths.DEFAULT.revocation()),
            path(paths, "registration", Paths.DEFAULT.registration()),
            path(paths, "may", Paths.DEFAULT.may()),
            path(paths, "callback", Paths.DEFAULT.callback()));
    Map<String, String> taken = new LinkedHashMap<>();
    byKey(read)
        .forEach(
            (key, path) -> {
              String other = taken.putIfAbsent(path, key);
              if (other != null) {
                paths.mistake(
                    paths.has(key) ? key : other,
                    "is the path of " + (paths.has(key) ? other : key) + " too: give each its own");
              }
              if (path.matches(Pattern.quote(read.callback()) + "/[^/]+/logout")) {
                paths.mistake(
                    paths.has(key) ? key : "callback",
                    "is where an institution tells that somebody has signed out: choose another");
              }
            });
    return read;
  }

  /** By the keys of the configuration. */
  static Map<String, String> byKey(Paths paths) {
    Map<String, String> byKey = new LinkedHashMap<>();
    byKey.put("authorization", paths.authorization());
    byKey.put("pushed-authorization", paths.pushedAuthorization());
    byKey.put("token", paths.token());
    byKey.put("device-authorization", paths.deviceAuthorization());
    byKey.put("verification", paths.verification());
    byKey.put("jwks", paths.jwks());
    byKey.put("userinfo", paths.userinfo());
    byKey.put("introspection", paths.introspection());
    byKey.put("revocation", paths.revocation());
    byKey.put("registration", paths.registration());
    byKey.put("may", paths.may());
    byKey.put("callback", paths.callback());
    return byKey;
  }

  static boolean isReserved(String path) {
    return RESERVED.matcher(path).matches();
  }

  private static String path(Section paths, String key, String otherwise) {
    return paths.value(key, ReadPaths::path, otherwise);
  }

  private static String path(String text) throws Mistake {
    if (!PATH.matcher(text).matches() || text.matches(".*/\\.{1,2}(/.*)?")) {
      throw new Mistake(
          "should be a path as in /oauth2/token: it begins with a slash and does not end in one");
    }
    if (isReserved(text)) {
      throw new Mistake(
          "is a page or an address that this server has there already: choose another");
    }
    return text;
  }
}
