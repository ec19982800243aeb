package org.symbolon.authorize;

import org.symbolon.login.Continuation;
import org.symbolon.protocol.ProtocolError;

/** What an authorization request turned out to be. */
public sealed interface AuthorizationRequest {
  /** For the person only: the client or its redirect URI is not what it should be. */
  record ShowError(ProtocolError error) implements AuthorizationRequest {}

  /** For the client: its redirect URI is known to be good. */
  record AnswerError(AuthorizationAnswer answer) implements AuthorizationRequest {}

  /** All is well: sign in, and ask. */
  record Proceed(Continuation.Authorize continuation, Freshness freshness)
      implements AuthorizationRequest {}
}
