package org.symbolon.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The port of all that is stored under the master key, for putting it under another. */
public interface Secrets {
  /** What is stored, by the purpose it is encrypted for. */
  enum Kind {
    SIGNING_KEY("signing-key"),
    HELD_TOKEN("upstream-refresh-token"),
    SUBJECT_KEY("subject-key"),
    REGISTERED_CLIENT("registered-client-secret");

    private final String purpose;

    Kind(String purpose) {
      this.purpose = purpose;
    }

    public String purpose() {
      return purpose;
    }
  }

  /**
   * @param context what it belongs to, as at encryption
   * @param text encrypted
   */
  record Secret(Kind kind, String context, String text) {}

  /** Some of those that are under another key than this one. */
  List<Secret> notUnder(String keyId, int most);

  /**
   * Puts another text in its place. Compare-and-set.
   *
   * @return false when it has changed or is gone
   */
  boolean replace(Secret secret, String text);

  /** How many living refresh tokens are derived from which key. */
  Map<String, Long> refreshTokens(Instant now);

  /**
   * How many living job grants that are not used up have a text made under which key. The empty key
   * stands for those of which it was not noted.
   */
  Map<String, Long> jobGrants(Instant now);
}
