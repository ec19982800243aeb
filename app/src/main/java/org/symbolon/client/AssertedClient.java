package org.symbolon.client;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Parameters;

/**
 * A client assertion as given (RFC 7521 §4.2).
 *
 * @param claimed whom it names, nothing of it proved
 */
record AssertedClient(ClientId claimed, String assertion) {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final int LONGEST = 16 * 1024;

  /** Whether the form tries; with either parameter alone it does, wrongly. */
  static boolean isGiven(Parameters form) {
    return form.one("client_assertion").isPresent()
        || form.one("client_assertion_type").isPresent();
  }

  /** Empty when it can not be read, or names another than {@code client_id}. */
  static Optional<AssertedClient> read(Parameters form) {
    Optional<String> assertion = form.one("client_assertion");
    if (assertion.isEmpty()
        || assertion.get().length() > LONGEST
        || !form.one("client_assertion_type").equals(Optional.of(TYPE))) {
      return Optional.empty();
    }
    try {
      String subject = SignedJWT.parse(assertion.get()).getJWTClaimsSet().getSubject();
      // RFC 7521 §4.2: client_id is not needed, but must not name another.
      return subject == null || !form.one("client_id").orElse(subject).equals(subject)
          ? Optional.empty()
          : Optional.of(new AssertedClient(new ClientId(subject), assertion.get()));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "AssertedClient[" + claimed.value() + "]";
  }
}
