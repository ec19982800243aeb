package org.symbolon.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * An error as a value: what the client is told, and what only the log is told.
 *
 * @param description for the client's developer: what is wrong and what to change; never whether
 *     another client or person exists
 * @param detail for the log only; never a secret
 * @param retryAfter when trying again makes sense
 */
public record ProtocolError(
    ErrorCode code, String description, Optional<String> detail, Optional<Duration> retryAfter) {
  public static ProtocolError of(ErrorCode code, String description) {
    return new ProtocolError(code, description, Optional.empty(), Optional.empty());
  }

  /** The same error with a word for the log. */
  public ProtocolError withDetail(String detail) {
    return new ProtocolError(code, description, Optional.of(detail), retryAfter);
  }

  /** A source that must be asked does not answer: neither yes nor no, nothing consumed. */
  public static ProtocolError unavailable(String description, String detail) {
    return new ProtocolError(
        ErrorCode.TEMPORARILY_UNAVAILABLE,
        description,
        Optional.of(detail),
        Optional.of(Duration.ofSeconds(10)));
  }

  public ProtocolException exception() {
    return new ProtocolException(this);
  }
}
