package org.symbolon.login;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.grant.Login;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port of sessions. */
public interface Sessions {
  void begin(Session session);

  /**
   * The login of a live session; absent when unknown, expired, of another issuer, or its login
   * ended.
   */
  Optional<Login> find(IssuerId issuer, SecretHash id, Instant now);

  void end(SecretHash id);
}
