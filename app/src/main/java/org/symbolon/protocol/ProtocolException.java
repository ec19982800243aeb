package org.symbolon.protocol;

/**
 * Carries a {@link ProtocolError} to the one place that turns errors into HTTP. Has no stack trace.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient ProtocolError error;

  public ProtocolException(ProtocolError error) {
    super(error.code().text() + ": " + error.description(), null, false, false);
    this.error = error;
  }

  public static ProtocolException of(ErrorCode code, String description) {
    return ProtocolError.of(code, description).exception();
  }

  public ProtocolError error() {
    return error;
  }
}
