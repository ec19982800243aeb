package org.symbolon.verify;

import java.util.Locale;
import java.util.Optional;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/**
 * An access token as a request presents it, nothing of it believed yet.
 *
 * @param scheme by which it is presented
 */
public record PresentedToken(Scheme scheme, String token) {
  /** How access tokens are presented. */
  public enum Scheme {
    /** RFC 6750 §2.1, and in a posted form §2.2. */
    BEARER("bearer "),
    /** RFC 9449 §7.1. */
    DPOP("dpop ");

    private final String prefix;

    Scheme(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * @return empty where the request presents none
   * @throws ProtocolException {@code invalid_request} where it presents two
   */
  public static Optional<PresentedToken> of(Call call) {
    Optional<PresentedToken> inHeader = call.authorization().flatMap(PresentedToken::read);
    Optional<PresentedToken> inForm =
        call.method().equals("POST")
            ? call.form().one("access_token").map(text -> new PresentedToken(Scheme.BEARER, text))
            : Optional.empty();
    if (inHeader.isPresent() && inForm.isPresent()) {
      throw ProtocolException.of(ErrorCode.INVALID_REQUEST, "the access token is given twice");
    }
    return inHeader.or(() -> inForm);
  }

  private static Optional<PresentedToken> read(String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    for (Scheme scheme : Scheme.values()) {
      if (lower.startsWith(scheme.prefix)) {
        String token = header.substring(scheme.prefix.length()).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(new PresentedToken(scheme, token));
      }
    }
    return Optional.empty();
  }

  /** Holds a secret. */
  @Override
  public String toString() {
    return "PresentedToken[" + scheme + "]";
  }
}
