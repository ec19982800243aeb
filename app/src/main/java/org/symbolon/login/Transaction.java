package org.symbolon.login;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * One browser's way through, kept on the server.
 *
 * @param id the hash of the transaction's secret, which the pages carry
 * @param browser the hash of the browser's cookie: no other browser may go on with it
 * @param method the login method chosen; absent until one is
 * @param upstreamState what the login method keeps between redirect and callback (state, nonce,
 *     PKCE verifier), each value encrypted by the login; never sent to the browser
 * @param login the root grant, once the person has signed in
 */
public record Transaction(
    SecretHash id,
    IssuerId issuer,
    SecretHash browser,
    Continuation continuation,
    Optional<String> method,
    Map<String, String> upstreamState,
    Optional<GrantId> login,
    Instant expires) {
  public Transaction {
    upstreamState = Map.copyOf(upstreamState);
  }
}
