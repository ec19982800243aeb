package org.symbolon.config;

import java.net.URI;

/** Which redirect URIs a client may have (RFC 6749 §3.1.2, RFC 8252 §7). */
final class RedirectUri {
  private RedirectUri() {}

  static String read(String text) throws Mistake {
    if (text.indexOf('*') >= 0) {
      throw new Mistake("should have no *: redirect URIs are compared exactly");
    }
    URI uri = Readings.uri(text);
    String scheme = uri.getScheme();
    if (scheme == null) {
      throw new Mistake("should be absolute, as in https://app.lab.example/callback");
    }
    // RFC 6749 §3.1.2
    if (uri.getRawFragment() != null) {
      throw new Mistake("should have no fragment (no # and what follows)");
    }
    if (scheme.equals("https") || scheme.equals("http")) {
      return web(text, uri, scheme);
    }
    // RFC 8252 §7.1: a name the app's maker owns, reversed. This also refuses javascript: and data:
    if (scheme.indexOf('.') < 0) {
      throw new Mistake(
          "should begin with https://, or with a scheme that has a dot, as in"
              + " example.lab.app:/callback");
    }
    return text;
  }

  private static String web(String text, URI uri, String scheme) throws Mistake {
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new Mistake("should have a host and no user, as in https://app.lab.example/callback");
    }
    // RFC 8252 §8.3
    if (scheme.equals("http") && !Readings.isLoopback(uri.getHost())) {
      throw new Mistake("should begin with https://: http is for loopback addresses only");
    }
    return text;
  }
}
