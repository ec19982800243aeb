package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/** Twenty requests a minute from an address, a hundred by a client, ten failures: over HTTP. */
class RateLimitsTest {
  private static TestGateway gateway;
  private static int lastAddress;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start(List.of(Network.parse("127.0.0.0/8").orElseThrow()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void an_address_that_asks_too_often_waits_and_no_other_does() {
    TestBrowser busy = from(address());
    for (int number = 0; number < 20; number++) {
      assertThat(post(busy).status()).isEqualTo(200);
    }
    Answer refused = post(busy);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("too_many_requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(busy.post("/given", Map.of()).status()).as("any endpoint").isEqualTo(429);
    assertThat(busy.get("/oauth2/certs").status()).as("documents are free").isEqualTo(200);
    assertThat(post(from(address())).status()).isEqualTo(200);
    gateway.clock.set(gateway.clock.instant().plusSeconds(3));
    assertThat(post(busy).status()).as("one comes back in three seconds").isEqualTo(200);
    assertThat(post(busy).status()).isEqualTo(429);
  }

  @Test
  void of_an_ipv6_caller_the_network_counts() {
    for (int number = 0; number < 20; number++) {
      post(from("2001:db8:1:2::" + number));
    }
    assertThat(post(from("2001:db8:1:2::ffff")).status()).isEqualTo(429);
    assertThat(post(from("2001:db8:1:3::1")).status()).isEqualTo(200);
  }

  @Test
  void whoever_has_a_whole_ipv6_site_can_not_begin_anew_in_each_of_its_networks() {
    for (int number = 0; number < 20 * AddressBuckets.NETWORKS; number++) {
      assertThat(post(from("2001:db8:5:" + number / 20 + "::1")).status()).isEqualTo(200);
    }
    assertThat(post(from("2001:db8:5:ffff::1")).status()).isEqualTo(429);
    assertThat(post(from("2001:db8:6::1")).status()).isEqualTo(200);
  }

  @Test
  void what_looks_signed_is_counted_before_it_is_checked() {
    TestBrowser stranger = from(address());
    for (int number = 0; number < BeginLimit.MOST; number += 3) {
      assertThat(stranger.get("/logout?id_token_hint=" + number).status()).isEqualTo(400);
      for (String costly : List.of("request", "request_uri")) {
        assertThat(stranger.get("/oauth2/authorize?client_id=portal&" + costly + "=x").status())
            .isEqualTo(400);
      }
    }
    assertThat(stranger.get("/logout?id_token_hint=x").status()).isEqualTo(429);
    assertThat(stranger.get("/oauth2/authorize?client_id=portal&request=x").status())
        .isEqualTo(429);
    assertThat(stranger.get("/logout").status()).as("is no work").isEqualTo(200);
  }

  @Test
  void this_machine_is_not_counted() {
    TestBrowser local = gateway.browser();
    for (int number = 0; number < 50; number++) {
      assertThat(post(local).status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_asks_too_often_waits_wherever_it_asks_from() {
    RateLimits rates = gateway.rates();
    Issuer issuer = gateway.lab;
    var busy = TestClient.named("busy").secrets("s").at(issuer.id());
    for (int number = 0; number < 100; number++) {
      rates.proved(issuer, busy, "192.0.2." + number);
    }
    assertThatThrownBy(() -> rates.proved(issuer, busy, "198.51.100.1"))
        .satisfies(RateLimitsTest::isTooMany);
    rates.proved(issuer, TestClient.named("other").secrets("s").at(issuer.id()), "192.0.2.1");
  }

  @Test
  void a_public_client_is_not_kept_from_others_by_who_claims_to_be_it() {
    RateLimits rates = gateway.rates();
    Issuer issuer = gateway.lab;
    var open = TestClient.named("open").at(issuer.id());
    for (int number = 0; number < 100; number++) {
      rates.proved(issuer, open, "192.0.2.1");
    }
    assertThatThrownBy(() -> rates.proved(issuer, open, "192.0.2.1"))
        .satisfies(RateLimitsTest::isTooMany);
    rates.proved(issuer, open, "192.0.2.2");
  }

  @Test
  void failures_of_an_address_count_for_all_nodes_and_right_ones_still_pass() {
    Issuer issuer = gateway.lab;
    String address = address();
    for (int number = 0; number < 10; number++) {
      gateway.rates().failed(issuer, address);
    }
    RateLimits anotherNode = gateway.rates();
    assertThatThrownBy(() -> anotherNode.failed(issuer, address))
        .satisfies(RateLimitsTest::isTooMany);
    anotherNode.proved(issuer, TestClient.named("a").secrets("s").at(issuer.id()), address);
    anotherNode.failed(issuer, address());
  }

  private static void isTooMany(Throwable thrown) {
    assertThat(((ProtocolException) thrown).error().code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
  }

  private static Answer post(TestBrowser browser) {
    return browser.post("/oauth2/token", Map.of("grant_type", "x"));
  }

  private static TestBrowser from(String address) {
    TestBrowser browser = gateway.browser();
    browser.headers.put("X-Forwarded-For", address);
    return browser;
  }

  private static synchronized String address() {
    return "192.0.2." + ++lastAddress;
  }
}
