package org.symbolon.authorize;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.client.Client;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/**
 * The redirect URI is one of the client's, letter by letter (RFC 9700 §2.1); only the port of a
 * native client's loopback address is free (RFC 8252 §7.3). It must be given: one that is implied
 * can not be compared when the code is redeemed.
 */
final class CheckRedirectUri {
  // The host is followed by a port, a path, a query or nothing: never by "@" and another host.
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(http://(?:127\\.0\\.0\\.1|\\[::1\\]|localhost))(?::([0-9]{1,5}))?([/?].*)?");

  private CheckRedirectUri() {}

  static String check(Client client, Parameters parameters) {
    String asked = parameters.required("redirect_uri");
    if (isOf(client, asked)) {
      return asked;
    }
    throw ProtocolException.of(
        ErrorCode.INVALID_REQUEST,
        "the redirect_uri is not among those registered for this client: it must be the same in"
            + " each letter");
  }

  static boolean isOf(Client client, String redirectUri) {
    return client.redirectUris().contains(redirectUri)
        || (client.isPublic()
            && client.redirectUris().stream().anyMatch(own -> isSameButForPort(own, redirectUri)));
  }

  private static boolean isSameButForPort(String own, String asked) {
    Optional<String> ours = withoutPort(own);
    return ours.isPresent() && ours.equals(withoutPort(asked));
  }

  private static Optional<String> withoutPort(String uri) {
    Matcher parts = LOOPBACK.matcher(uri);
    if (!parts.matches() || (parts.group(2) != null && Integer.parseInt(parts.group(2)) > 65_535)) {
      return Optional.empty();
    }
    return Optional.of(parts.group(1) + (parts.group(3) == null ? "" : parts.group(3)));
  }
}
