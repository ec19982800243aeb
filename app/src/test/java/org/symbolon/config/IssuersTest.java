package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.mistakes;

import org.junit.jupiter.api.Test;

/** Several issuers in one process. */
class IssuersTest {
  private static String two(String first, String second) {
    return """
    database: sqlite:symbolon.db
    master-key-file: master.key
    issuers:
      - id: a
        profile: wlcg
        audience: x
        %s
      - id: b
        profile: wlcg
        audience: x
        %s
    """
        .formatted(first, second);
  }

  @Test
  void issuers_have_urls_and_ids_of_their_own() {
    assertThat(mistakes(two("url: https://x.example/a", "url: https://x.example/b"))).isEmpty();
    assertThat(mistakes(two("url: https://x.example/a", "url: https://x.example/a")))
        .containsExactly("issuers[1].url is another issuer's too: give each its own path or host");
    assertThat(
            mistakes(
                two("url: https://x.example/a", "url: https://x.example/b")
                    .replace("id: b", "id: a")))
        .containsExactly("issuers[1].id is another issuer's too: give each its own");
    assertThat(
            mistakes(
                two("url: https://x.example/a", "url: https://x.example/b")
                    .replace("- id: b", "- name: B")))
        .singleElement()
        .asString()
        .startsWith("issuers[1].id is missing");
  }

  @Test
  void an_issuer_does_not_lie_where_another_has_an_endpoint() {
    assertThat(mistakes(two("url: https://x.example", "url: https://x.example/oauth2")))
        .containsExactly(
            "issuers[1].url has the path /oauth2, where the issuer a has its endpoint"
                + " authorization: choose another path");
    assertThat(mistakes(two("url: https://x.example/a/device/x", "url: https://x.example/a")))
        .containsExactly(
            "issuers[0].url has the path /a/device/x, where the issuer b has its endpoint"
                + " verification: choose another path");
    assertThat(mistakes(two("url: https://x.example", "url: https://y.example/oauth2"))).isEmpty();
    assertThat(mistakes(two("url: https://x.example", "url: https://x.example/lab"))).isEmpty();
  }

  @Test
  void what_belongs_to_one_issuer_stands_inside_it() {
    assertThat(
            mistakes(two("url: https://x.example/a", "url: https://x.example/b") + "clients: []\n"))
        .containsExactly("clients belongs to one issuer: move it into that entry of issuers");
  }

  @Test
  void an_issuers_own_parts_are_reported_under_its_entry() {
    assertThat(
            mistakes(
                two("url: https://x.example/a", "url: https://x.example/b")
                    + "    clients: [{id: c, public: true, grants: [device, refres]}]\n"))
        .containsExactly(
            "issuers[1].login is missing: clients with code or device need a way for people to log"
                + " in",
            "issuers[1].clients[0].grants[1] should be one of code, refresh, client-credentials,"
                + " device, exchange, jwt-bearer, password: did you mean refresh?");
  }
}
