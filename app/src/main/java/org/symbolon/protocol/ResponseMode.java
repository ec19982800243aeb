package org.symbolon.protocol;

import java.util.Optional;

/** How the answer to an authorization request goes back to the client. */
public enum ResponseMode {
  /** In the address's query (OAuth 2.0 Multiple Response Types §2.1). */
  QUERY("query"),
  /** Behind the address, where only the browser sees it (§2.1). */
  FRAGMENT("fragment"),
  /** As a form that the browser posts (OAuth 2.0 Form Post Response Mode §2). */
  FORM_POST("form_post");

  private final String text;

  ResponseMode(String text) {
    this.text = text;
  }

  /** As {@code response_mode} names it. */
  public String text() {
    return text;
  }

  /** Empty for one that is not offered here. */
  public static Optional<ResponseMode> of(String text) {
    for (ResponseMode mode : values()) {
      if (mode.text.equals(text)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
