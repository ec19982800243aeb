package org.symbolon.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.symbolon.protocol.IssuerId;

/**
 * A person: never a name, always who vouched for whom. Two login methods reach one account only
 * where the configuration maps them.
 *
 * @param method the login method's name in the configuration
 * @param upstreamIssuer the {@code iss} that vouches; for local accounts the issuer's own URL
 * @param upstreamSubject that issuer's {@code sub}
 */
public record Person(
    IssuerId issuer, String method, String upstreamIssuer, String upstreamSubject) {
  /** A stable identifier of fixed length, for keys in the store: no two persons share one. */
  public String key() {
    // Lengths stand before the parts, so that no two different persons make one text.
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {issuer.value(), method, upstreamIssuer, upstreamSubject}) {
      text.append(part.length()).append(':').append(part);
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
