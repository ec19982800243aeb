package org.symbolon.verify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The address a proof is made for, {@code htu}: compared without query and fragment, as RFC 3986
 * §6.2.2 and §6.2.3 make two texts of one address the same (RFC 9449 §4.3).
 */
final class TargetUri {
  private TargetUri() {}

  static boolean isOneOf(List<URI> addresses, String text) {
    if (addresses.stream().anyMatch(address -> address.toString().equals(text))) {
      return true;
    }
    Optional<String> meant = read(text);
    return meant.isPresent()
        && addresses.stream().anyMatch(address -> read(address.toString()).equals(meant));
  }

  private static Optional<String> read(String text) {
    try {
      URI uri = new URI(text).normalize();
      // An address with a user in it is not where anything was sent.
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int usual = scheme.equals("https") ? 443 : 80;
      int port = uri.getPort() < 0 ? usual : uri.getPort();
      String path = uri.getRawPath().isEmpty() ? "/" : plain(uri.getRawPath());
      return Optional.of(
          scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port + path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** RFC 3986 §6.2.2.2: a letter that needs no encoding is the same as its encoding. */
  private static String plain(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder plain = new StringBuilder(path.length());
    for (int at = 0; at < path.length(); at++) {
      char letter = path.charAt(at);
      if (letter != '%') {
        plain.append(letter);
        continue;
      }
      // The URI's own reader has seen to it that two digits follow.
      String digits = path.substring(at + 1, at + 3).toUpperCase(Locale.ROOT);
      char meant = (char) Integer.parseInt(digits, 16);
      boolean unreserved =
          meant < 128 && (Character.isLetterOrDigit(meant) || "-._~".indexOf(meant) >= 0);
      plain.append(unreserved ? String.valueOf(meant) : "%" + digits);
      at += 2;
    }
    return plain.toString();
  }
}
