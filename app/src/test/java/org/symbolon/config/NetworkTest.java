package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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
    assertThat(Network.parse("10.0.0.0/x")).isEmpty();
    assertThat(Network.parse("")).isEmpty();
  }
}
