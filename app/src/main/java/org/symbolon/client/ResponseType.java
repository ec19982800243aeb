package org.symbolon.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the authorization endpoint answers (OAuth 2.0 Multiple Response Type Encoding §3, §5). */
public enum ResponseType {
  CODE("code"),
  TOKEN("token"),
  ID_TOKEN("id_token"),
  ID_TOKEN_TOKEN("id_token token"),
  CODE_ID_TOKEN("code id_token"),
  CODE_TOKEN("code token"),
  CODE_ID_TOKEN_TOKEN("code id_token token");

  private final String text;

  ResponseType(String text) {
    this.text = text;
  }

  /** As {@code response_type} names it. */
  public String text() {
    return text;
  }

  public boolean hasCode() {
    return words().contains("code");
  }

  public boolean hasToken() {
    return words().contains("token");
  }

  public boolean hasIdToken() {
    return words().contains("id_token");
  }

  /** Whether tokens come through the browser: an old flow (RFC 9700 §2.1.2). */
  public boolean isFrontChannel() {
    return this != CODE;
  }

  private Set<String> words() {
    return Set.of(text.split(" "));
  }

  /** RFC 6749 §3.1.1: the order of the words says nothing. */
  public static Optional<ResponseType> of(String text) {
    List<String> asked = List.of(text.split(" ", -1));
    return Arrays.stream(values())
        .filter(
            type -> type.words().equals(Set.copyOf(asked)) && type.words().size() == asked.size())
        .findFirst();
  }
}
