package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void a_network_contains_the_addresses_that_share_its_leading_bits() {
    Network network = Network.parse("10.1.0.0/17").orElseThrow();

    assertThat(network.contains(InetAddress.ofLiteral("10.1.127.255"))).isTrue();
    assertThat(network.contains(InetAddress.ofLiteral("10.1.128.0"))).isFalse();
    assertThat(network.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Network.parse("::/0").orElseThrow().contains(InetAddress.ofLiteral("fd00::1")))
        .isTrue();
  }

  @Test
  void a_network_is_never_looked_up_by_name() {
    assertThat(Network.parse("localhost")).isEmpty();
  }

  @Test
  void what_is_no_network_or_has_bits_beyond_it_is_none() {
    for (String bad : List.of("10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "/8", "", "10.0.0.1/8")) {
      assertThat(Network.parse(bad)).as(bad).isEmpty();
    }
    assertThat(Network.parse("::1")).map(Network::toString).contains("0:0:0:0:0:0:0:1/128");
  }
}
