package org.symbolon.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseTypeTest {
  @Test
  void the_order_of_the_words_says_nothing() {
    assertThat(ResponseType.of("token id_token")).contains(ResponseType.ID_TOKEN_TOKEN);
    assertThat(ResponseType.of("token code id_token")).contains(ResponseType.CODE_ID_TOKEN_TOKEN);
    for (ResponseType type : ResponseType.values()) {
      assertThat(ResponseType.of(type.text())).contains(type);
    }
  }

  @Test
  void whatever_else_there_is_is_none() {
    for (String text : List.of("", "none", "code code", "code  token", "CODE", "code,token", " ")) {
      assertThat(ResponseType.of(text)).as(text).isEmpty();
    }
  }
}
