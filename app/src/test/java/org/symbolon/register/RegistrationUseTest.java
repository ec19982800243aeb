package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ClientId;
import org.symbolon.register.RegistrationSettings.Mode;

/** What keeps a registration alive. */
class RegistrationUseTest {
  private static final String BODY = "{'redirect_uris':['https://a.example/']}";

  private final RegistrationSite site = new RegistrationSite(Mode.OPEN);
  private final Instant start = site.database.clock().instant();

  @AfterEach
  void back() {
    site.database.clock().set(start);
  }

  @Test
  void strangers_who_name_a_client_each_day_do_not_keep_it() {
    ClientId junk = RegistrationSite.id(site.register(BODY));
    for (int day = 0; day < 30; day++) {
      later(day);
      site.clients.forget(site.issuer.id(), junk);
      assertThat(isKnown(junk)).as("day %s", day).isTrue();
    }
    later(30);
    assertThat(isKnown(junk)).isFalse();
  }

  @Test
  void a_client_that_gets_tokens_stays_for_as_long_again() {
    Map<String, Object> answer = site.register(BODY);
    ClientId client = RegistrationSite.id(answer);
    later(20);
    site.clients.used(site.issuer.id(), client);
    later(49);
    assertThat(isKnown(client)).isTrue();
    site.clients.used(site.issuer.id(), client);
    later(78);
    assertThat(isKnown(client)).isTrue();
    later(79);
    assertThat(isKnown(client)).isFalse();
    site.clients.used(site.issuer.id(), client);
    assertThat(isKnown(client)).as("over is over").isFalse();
  }

  @Test
  void use_is_written_down_once_a_day() {
    ClientId client = RegistrationSite.id(site.register(BODY));
    later(20);
    site.clients.used(site.issuer.id(), client);
    Instant expires = expires(client);
    site.database.clock().set(site.database.clock().instant().plus(Duration.ofHours(23)));
    site.clients.used(site.issuer.id(), client);
    assertThat(expires(client)).isEqualTo(expires).isEqualTo(start.plus(Duration.ofDays(50)));
  }

  @Test
  void a_configured_client_is_nobodys_matter() {
    site.clients.used(site.issuer.id(), new ClientId("lab-portal"));
    assertThat(isKnown(new ClientId("lab-portal"))).isTrue();
  }

  private boolean isKnown(ClientId client) {
    return site.clients.find(site.issuer.id(), client).isPresent();
  }

  private Instant expires(ClientId client) {
    return site.store
        .registrations()
        .find(site.issuer.id(), client, site.database.clock().instant())
        .orElseThrow()
        .expires();
  }

  private void later(int days) {
    site.database.clock().set(start.plus(Duration.ofDays(days)));
  }
}
