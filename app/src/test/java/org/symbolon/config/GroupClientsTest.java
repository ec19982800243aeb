package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;

import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ClientId;

class GroupClientsTest {
  private static String at(String client) {
    return SIMPLE.replace(
        "  profile:",
        "  groups: {at-clients: [{client: %s, default: [ice]}]}\n  profile:".formatted(client));
  }

  @Test
  void default_groups_are_given_at_a_client_that_there_is() {
    String known = loaded(SIMPLE).issuers().getFirst().clients().getFirst().id().value();
    assertThat(loaded(at(known)).issuers().getFirst().issuer().groups().atClients())
        .containsOnlyKeys(new ClientId(known));
  }

  @Test
  void a_client_that_nobody_configured_is_a_mistake() {
    assertThat(mistakes(at("portall")))
        .singleElement()
        .asString()
        .contains("at-clients", "names the client portall, which is not configured");
  }
}
