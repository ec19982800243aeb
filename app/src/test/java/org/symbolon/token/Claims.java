package org.symbolon.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;

/** What a token says, signed or not. */
final class Claims {
  private Claims() {}

  static Map<String, Object> of(String token) {
    try {
      return SignedJWT.parse(token).getPayload().toJSONObject();
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
