package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two issuers of one host, {@code lab} at its root and {@code annex} below. */
class WebFingerTest {
  private static final String REL = "http://openid.net/specs/connect/1.0/issuer";

  private static TestGateway gateway;
  private static String host;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    host = "127.0.0.1:" + gateway.port();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void a_person_of_the_host_is_told_its_issuers_whether_there_is_such_a_person_or_not() {
    Answer answer = ask("acct:nobody@" + host, "&rel=" + encoded(REL));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/jrd+json");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.body())
        .contains("\"subject\":\"acct:nobody@" + host + "\"")
        .contains("\"href\":\"" + gateway.origin + "\"")
        .contains("\"href\":\"" + gateway.origin + "/annex\"");
  }

  @Test
  void an_address_below_an_issuer_is_told_that_issuer_alone() {
    assertThat(ask("http://" + host + "/annex/ana", "").body())
        .contains("\"href\":\"" + gateway.origin + "/annex\"")
        .doesNotContain("\"href\":\"" + gateway.origin + "\"");
    assertThat(ask("http://" + host + "/annexed", "").body())
        .contains("\"href\":\"" + gateway.origin + "\"")
        .doesNotContain("/annex\"}");
  }

  @Test
  void another_relation_has_no_links() {
    Answer answer = ask("acct:ana@" + host, "&rel=http://webfinger.net/rel/avatar");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"links\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acct:ana@elsewhere.example",
        "acct:ana",
        "https://elsewhere.example/ana",
        "mailto:ana@127.0.0.1",
        "javascript:alert(1)",
        "https://",
        "\"><script>",
        "%"
      })
  void nothing_is_known_of_others(String resource) {
    assertThat(ask(resource, "").status()).isEqualTo(404);
  }

  @Test
  void without_a_resource_there_is_no_answer() {
    assertThat(gateway.browser().get("/.well-known/webfinger").status()).isEqualTo(400);
    assertThat(ask("x".repeat(2000), "").status()).isEqualTo(400);
  }

  private static Answer ask(String resource, String more) {
    return gateway.browser().get("/.well-known/webfinger?resource=" + encoded(resource) + more);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
