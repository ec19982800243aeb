package org.symbolon.client;

import java.time.Instant;
import java.util.List;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port that keeps initial access tokens (RFC 7591 §3), which let clients register. */
public interface InitialTokens {
  /**
   * One of them. The token itself is shown once, and kept nowhere.
   *
   * @param id to name it by
   * @param note for whom it is
   * @param most how many clients it lets register
   * @param uses how many it has
   */
  record InitialToken(
      String id, IssuerId issuer, String note, int most, int uses, Instant made, Instant expires) {}

  /** Keeps a new one. */
  void add(InitialToken token, SecretHash hash);

  /** Those that can still be used, the newest first. */
  List<InitialToken> usable(IssuerId issuer, Instant now);

  /**
   * Ends one. Clients that came by it stay.
   *
   * @return false when there is none to end
   */
  boolean end(IssuerId issuer, String id);
}
