package org.symbolon.exchange;

import org.symbolon.protocol.ProtocolException;

/** The configured foreign issuers. */
public interface ForeignTokens {
  /** None is configured. */
  ForeignTokens NONE =
      new ForeignTokens() {
        @Override
        public boolean knows(String issuer) {
          return false;
        }

        @Override
        public Subject.Foreign prove(Asking asking, Presented token) {
          throw new IllegalStateException("no foreign issuer is configured");
        }
      };

  /** Whether tokens with this {@code iss} are to be given to {@link #prove}. */
  boolean knows(String issuer);

  /**
   * Verifies a token wholly: signature, algorithm, time, audience, conditions, single use.
   *
   * @throws ProtocolException {@code invalid_request}, or {@code temporarily_unavailable} where its
   *     keys can not be had
   */
  Subject.Foreign prove(Asking asking, Presented token);
}
