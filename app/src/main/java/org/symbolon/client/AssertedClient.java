package org.symbolon.client;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Parameters;

/**
 * A client assertion as given (RFC 7521 §4.2).
 *
 * @param claimed whom the request names, nothing of it proved: by {@code client_id}, or else by the
 *     assertion's subject
 * @param isNamed whether {@code client_id} does
 */
record AssertedClient(ClientId claimed, boolean isNamed, String assertion) {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final int LONGEST = 16 * 1024;

  /** Whether the form tries; with either parameter alone it does, wrongly. */
  static boolean isGiven(Parameters form) {
    return form.one("client_assertion").isPresent()
        || form.one("client_assertion_type").isPresent();
  }

  /** Empty when it can not be read. */
  static Optional<AssertedClient> read(Parameters form) {
    Optional<String> assertion = form.one("client_assertion");
    if (assertion.isEmpty()
        || assertion.get().length() > LONGEST
        || !form.one("client_assertion_type").equals(Optional.of(TYPE))) {
      return Optional.empty();
    }
    try {
      String subject = SignedJWT.parse(assertion.get()).getJWTClaimsSet().getSubject();
      Optional<String> named = form.one("client_id");
      // RFC 7521 §4.2: client_id is not needed. That a client's own assertion names no other is
      // part of its check; somebody else's has another subject.
      return named
          .or(() -> Optional.ofNullable(subject))
          .map(id -> new AssertedClient(new ClientId(id), named.isPresent(), assertion.get()));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "AssertedClient[" + claimed.value() + "]";
  }
}
