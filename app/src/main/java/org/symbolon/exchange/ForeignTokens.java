package org.symbolon.exchange;

import org.symbolon.grant.Login;
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

        @Override
        public Holder again(Asking asking, Login root) throws Unacceptable {
          throw new Unacceptable("no foreign issuer is trusted any more");
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

  /**
   * Whom a token stands for of which something was kept, as this site maps it now.
   *
   * @param root of kind {@link org.symbolon.grant.GrantKind#FOREIGN}
   * @throws Unacceptable where it stands for nobody any more, or for another
   */
  Holder again(Asking asking, Login root) throws Unacceptable;
}
