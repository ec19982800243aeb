package org.symbolon.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectorTest {
  @Test
  void the_one_host_of_all_redirect_uris_is_the_sector() {
    assertThat(Sector.of(List.of("https://Portal.lab.example/a", "https://portal.lab.example:8/b")))
        .contains("portal.lab.example");
  }

  @Test
  void several_hosts_or_none_need_an_identifier() {
    assertThat(Sector.of(List.of("https://a.example/cb", "https://b.example/cb"))).isEmpty();
    assertThat(Sector.of(List.of("https://a.example/cb", "org.example.app:/cb"))).isEmpty();
    assertThat(Sector.of(List.of("org.example.app:/cb"))).isEmpty();
    assertThat(Sector.of(List.of())).isEmpty();
  }

  @Test
  void an_identifier_is_an_https_address_with_a_host() {
    assertThat(Sector.of(URI.create("https://lab.example/clients.json"))).contains("lab.example");
    assertThat(Sector.of(URI.create("http://lab.example/clients.json"))).isEmpty();
    assertThat(Sector.of(URI.create("https://lab.example@evil.example/x"))).isEmpty();
    assertThat(Sector.of(URI.create("urn:lab"))).isEmpty();
  }
}
