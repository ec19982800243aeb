package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.client.ResponseType;
import org.symbolon.issuer.Issuer;

/** Anybody may register an address where the browser shall go after signing out. */
class RegisteredLogoutTest {
  private static final String ANYBODYS = "registered-by-itself-1";
  private static final String CONFIGURED = "portal-of-the-site";
  private static final String ASKED = "&post_logout_redirect_uri=https://evil.example/bye&state=s";

  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    for (String id : List.of(ANYBODYS, CONFIGURED)) {
      gateway.clients.add(
          TestClients.with(
              TestClients.client(
                  id, false, List.of("https://evil.example/cb"), Issuer.OnRefused.NARROW),
              new Logout(
                  List.of("https://evil.example/bye"),
                  Optional.empty(),
                  false,
                  Optional.empty(),
                  false),
              true,
              ResponseType.CODE));
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void a_link_to_the_gateway_does_not_send_a_stranger_wherever_somebody_registered() {
    Answer answer = gateway.browser().get("/logout?client_id=" + ANYBODYS + ASKED);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers("Location")).isEmpty();
    assertThat(answer.headers("Refresh")).isEmpty();
    assertThat(answer.body())
        .contains("You are signed out", "href=\"https://evil.example/bye?state=s\"");
  }

  @Test
  void the_operators_own_clients_get_the_browser_at_once() {
    assertThat(gateway.browser().get("/logout?client_id=" + CONFIGURED + ASKED).next())
        .isEqualTo("https://evil.example/bye?state=s");
  }
}
