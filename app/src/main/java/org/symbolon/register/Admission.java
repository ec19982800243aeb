package org.symbolon.register;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;

/** Who registers a client. */
sealed interface Admission {
  record Anybody() implements Admission {}

  /** Whether it can be used is known when it is used. */
  record ByToken(SecretHash token) implements Admission {}

  /**
   * @param person their key
   */
  record ByOwner(String person) implements Admission {}

  /**
   * @param bearer the token of the request
   * @throws ProtocolException {@code invalid_token}, {@code insufficient_scope}
   */
  static Admission of(
      RegistrationSettings settings, Owners owners, Optional<String> bearer, Instant now) {
    return switch (settings.mode()) {
      case OPEN -> new Anybody();
      case TOKEN ->
          new ByToken(SecretHash.of(bearer.orElseThrow(() -> refused("no initial access token"))));
      case OWNED ->
          new ByOwner(
              owners.owner(bearer.orElseThrow(() -> refused("no access token")), settings, now));
      case OFF -> throw new IllegalStateException("there is no such endpoint");
    };
  }

  static ProtocolException refused(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN,
            "clients are registered here with a token that allows it, and there is none or not such"
                + " a one")
        .withDetail(detail)
        .exception();
  }
}
