package org.symbolon.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which redirect URIs a client may have (RFC 6749 §3.1.2, RFC 8252 §7). */
public final class RedirectUris {
  private RedirectUris() {}

  /**
   * @return what is wrong with it, as in "should have no fragment"; empty when nothing is
   */
  public static Optional<String> problem(String text) {
    if (text.indexOf('*') >= 0) {
      return Optional.of("should have no *: redirect URIs are compared exactly");
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("is not a URI: " + e.getReason());
    }
    String scheme = uri.getScheme();
    if (scheme == null) {
      return Optional.of("should be absolute, as in https://app.lab.example/callback");
    }
    // RFC 6749 §3.1.2
    if (uri.getRawFragment() != null) {
      return Optional.of("should have no fragment (no # and what follows)");
    }
    if (scheme.equals("https") || scheme.equals("http")) {
      return web(uri, scheme);
    }
    // RFC 8252 §7.1: a name the app's maker owns, reversed. This also refuses javascript: and data:
    return scheme.indexOf('.') < 0
        ? Optional.of(
            "should begin with https://, or with a scheme that has a dot, as in"
                + " example.lab.app:/callback")
        : Optional.empty();
  }

  private static Optional<String> web(URI uri, String scheme) {
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      return Optional.of("should have a host and no user, as in https://app.lab.example/callback");
    }
    // RFC 8252 §8.3
    return scheme.equals("http") && !isLoopback(uri.getHost())
        ? Optional.of("should begin with https://: http is for loopback addresses only")
        : Optional.empty();
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
