package org.symbolon.client;

import java.util.Arrays;
import java.util.Optional;

/** The grant types the token endpoint knows, as {@code grant_type} names them. */
public enum GrantType {
  AUTHORIZATION_CODE("authorization_code"),
  REFRESH_TOKEN("refresh_token"),
  CLIENT_CREDENTIALS("client_credentials"),
  DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code"),
  TOKEN_EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange"),
  JWT_BEARER("urn:ietf:params:oauth:grant-type:jwt-bearer"),
  /** An old flow (RFC 9700 §2.4). */
  PASSWORD("password");

  private final String text;

  GrantType(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Optional<GrantType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}
