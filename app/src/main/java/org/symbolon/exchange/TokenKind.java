package org.symbolon.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of tokens that are presented or asked for (RFC 8693 §3). */
public enum TokenKind {
  ACCESS_TOKEN("urn:ietf:params:oauth:token-type:access_token"),
  REFRESH_TOKEN("urn:ietf:params:oauth:token-type:refresh_token"),
  ID_TOKEN("urn:ietf:params:oauth:token-type:id_token"),
  JWT("urn:ietf:params:oauth:token-type:jwt"),
  /** Ours: from one of these short access tokens are drawn. */
  JOB_GRANT("urn:symbolon:token-type:job-grant");

  private final String uri;

  TokenKind(String uri) {
    this.uri = uri;
  }

  public String uri() {
    return uri;
  }

  /** As in the configuration and the audit: {@code access-token}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<TokenKind> of(String uri) {
    return Arrays.stream(values()).filter(kind -> kind.uri.equals(uri)).findFirst();
  }
}
