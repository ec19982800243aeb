package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.audit.Event;

/** Forwarded headers count from configured proxies only, and never for what links are made of. */
class ProxiesTest {
  private static TestGateway open;
  private static TestGateway behindProxy;

  @BeforeAll
  static void start() {
    open = TestGateway.start();
    behindProxy =
        TestGateway.start(
            List.of(
                Network.parse("127.0.0.0/8").orElseThrow(),
                Network.parse("10.0.0.0/8").orElseThrow()));
  }

  @AfterAll
  static void stop() {
    open.close();
    behindProxy.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7"})
  void nobody_else_may_say_for_whom_they_speak(String header) {
    assertThat(address(open, header)).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For: 192.0.2.7 | 192.0.2.7",
        "X-Forwarded-For: 6.6.6.6, 192.0.2.7 | 192.0.2.7",
        "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.1.2.3 | 192.0.2.7",
        "X-Forwarded-For: 10.1.2.3 | 10.1.2.3",
        "X-Forwarded-For: 192.0.2.7:4711 | 192.0.2.7",
        "X-Forwarded-For: 6.6.6.6, unknown | unknown",
        "X-Forwarded-For: evil.example | unknown",
        "X-Forwarded-For: 2001:db8:1:2:3:4:5:6 | 2001:db8:1:2:3:4:5:6",
        "Forwarded: for=192.0.2.7;proto=https | 192.0.2.7",
        "Forwarded: for=6.6.6.6, proto=https;For=\"[2001:db8:1:2::9]:4711\" | 2001:db8:1:2:0:0:0:9",
        "Forwarded: for=_hidden | unknown",
        "Forwarded: proto=https | unknown",
      })
  void a_configured_proxy_tells_the_nearest_address_that_is_no_proxy(
      String header, String expected) {
    assertThat(address(behindProxy, header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"6.6.6.6, unknown", "127.0.0.1, unknown", "192.0.2.7, 192.0.2.7"})
  void two_kinds_of_forwarded_headers_say_something_only_together(String other, String expected) {
    TestBrowser program = behindProxy.browser();
    program.headers.put("X-Forwarded-For", "192.0.2.7");
    program.headers.put("Forwarded", "for=" + other);
    program.post("/oauth2/token", Map.of("grant_type", "x"));
    assertThat(behindProxy.tokenCalls.getLast().address()).isEqualTo(expected);
  }

  @Test
  void nobody_gets_around_limits_or_to_metrics_by_a_header_that_the_proxy_passes_on() {
    TestBrowser program = behindProxy.browser();
    program.headers.put("X-Forwarded-For", "192.0.2.66");
    program.headers.put("Forwarded", "for=127.0.0.1");
    String begin = "/account";
    for (int count = 0; count < BeginLimit.MOST; count++) {
      program.get(begin);
    }
    assertThat(program.get(begin).status()).isEqualTo(429);
    assertThat(program.get("/metrics").status()).isEqualTo(404);
  }

  @Test
  void a_person_is_shown_the_whole_address_a_device_asked_from() {
    TestBrowser program = behindProxy.browser();
    program.headers.put("X-Forwarded-For", "2001:db8:1:2:3:4:5:6");
    String started =
        program
            .post(
                "/oauth2/device_authorization",
                Map.of("client_id", "tool", "scope", "storage.read:/data"))
            .body();
    TestBrowser browser = behindProxy.browser();
    String code = started.replaceAll(".*\"user_code\":\"([^\"]*)\".*", "$1");
    Answer entered = browser.submit(browser.get("/device"), Map.of("user_code", code));
    Answer back = behindProxy.arrive(browser, browser.follow(entered), "ana");
    assertThat(browser.follow(back).body()).contains("2001:db8:1:2:3:4:5:6");
  }

  @Test
  void the_audit_log_has_the_whole_address_of_an_ipv6_caller() {
    TestBrowser browser = behindProxy.browser();
    browser.headers.put("X-Forwarded-For", "2001:db8:1:2:3:4:5:6");
    Answer departure =
        browser.follow(
            browser.get(
                "/oauth2/authorize?response_type=code&client_id=tool&scope=openid"
                    + "&redirect_uri=http://127.0.0.1:4321/cb&code_challenge_method=S256"
                    + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    behindProxy.arrive(browser, departure, "ana");
    assertThat(behindProxy.events.getLast())
        .isInstanceOfSatisfying(
            Event.LoginSucceeded.class,
            login -> assertThat(login.address()).isEqualTo("2001:db8:1:2:3:4:5:6"));
  }

  @Test
  void links_are_made_from_the_configured_address_whatever_the_headers_say() {
    TestBrowser browser = behindProxy.browser();
    browser.headers.put("X-Forwarded-Host", "evil.example");
    browser.headers.put("X-Forwarded-Proto", "https");
    browser.headers.put("X-Forwarded-For", "192.0.2.1");
    assertThat(browser.get("/").body()).contains(behindProxy.origin).doesNotContain("evil");
    assertThat(
            browser
                .post(
                    "/oauth2/device_authorization",
                    Map.of("client_id", "tool", "scope", "storage.read:/data"))
                .body())
        .contains("\"verification_uri\":\"" + behindProxy.origin + "/device\"");
  }

  @Test
  void metrics_are_for_configured_addresses_only() {
    TestBrowser browser = behindProxy.browser();
    assertThat(browser.get("/metrics").status()).isEqualTo(200);
    browser.headers.put("X-Forwarded-For", "192.0.2.1");
    assertThat(browser.get("/metrics").status()).isEqualTo(404);
    assertThat(browser.get("/healthz").status()).isEqualTo(200);
  }

  @Test
  void a_proxy_that_is_not_configured_lends_nobody_its_address_for_metrics() {
    for (String header : List.of("X-Forwarded-For", "Forwarded")) {
      TestBrowser browser = open.browser();
      browser.headers.put(header, "for=192.0.2.1");
      assertThat(browser.get("/metrics").status()).isEqualTo(404);
    }
  }

  @Test
  void one_address_begins_only_so_much_before_anybody_has_signed_in() {
    TestBrowser program = behindProxy.browser();
    program.headers.put("X-Forwarded-For", "192.0.2.99");
    Map<String, String> form = Map.of("client_id", "tool", "scope", "storage.read:/data");
    for (int count = 0; count < BeginLimit.MOST; count++) {
      program.post("/oauth2/device_authorization", Map.of());
    }

    Answer refused = program.post("/oauth2/device_authorization", form);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("\"error\":\"too_many_requests\"");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    program.headers.put("X-Forwarded-For", "192.0.2.98");
    assertThat(program.post("/oauth2/device_authorization", form).status()).isEqualTo(200);
    program.headers.put("X-Forwarded-For", "192.0.2.99");
    behindProxy.clock.set(behindProxy.clock.instant().plusSeconds(60));
    assertThat(program.post("/oauth2/device_authorization", form).status()).isEqualTo(200);
  }

  @Test
  void one_address_begins_only_so_many_sign_ins() {
    String authorize =
        "/oauth2/authorize?response_type=code&client_id=tool&redirect_uri=http://127.0.0.1:4321/cb"
            + "&scope=openid&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    TestBrowser browser = behindProxy.browser();
    browser.headers.put("X-Forwarded-For", "2001:db8:77:2::1");
    for (int count = 0; count < BeginLimit.MOST; count++) {
      assertThat(browser.get(authorize).status()).isEqualTo(303);
    }

    // The whole network of an IPv6 caller counts as one.
    browser.headers.put("X-Forwarded-For", "2001:db8:77:2::2");
    Answer refused = browser.get(authorize);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.body()).contains("<!DOCTYPE html>");
    assertThat(browser.get(authorize + "&prompt=none").status())
        .as("what begins nothing is not counted")
        .isEqualTo(303);
    browser.headers.put("X-Forwarded-For", "2001:db8:77:3::1");
    assertThat(browser.get(authorize).status()).isEqualTo(303);
  }

  private static String address(TestGateway gateway, String header) {
    TestBrowser program = gateway.browser();
    String[] parts = header.split(": ", 2);
    program.headers.put(parts[0], parts[1]);
    program.post("/oauth2/token", Map.of("grant_type", "x"));
    return gateway.tokenCalls.getLast().address();
  }
}
