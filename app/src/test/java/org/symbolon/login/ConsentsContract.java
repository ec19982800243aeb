package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.CLIENT;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Samples;
import org.symbolon.login.Consents.Allowed;
import org.symbolon.login.Consents.Remembered;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** What every implementation of {@link Consents} does. */
public abstract class ConsentsContract {
  private static final Instant EXPIRES = NOW.plusSeconds(600);
  private static final ClientId OTHER = new ClientId("zeta");

  private final Consents consents;
  private final String person = Samples.text();

  protected ConsentsContract(Consents consents) {
    this.consents = consents;
  }

  @Test
  void what_was_allowed_is_remembered_by_person_client_and_scope() {
    remember(CLIENT, "openid", "storage.read:/data");
    remember(OTHER, "openid");

    assertThat(consents.of(ISSUER, person, CLIENT, NOW))
        .containsExactly(one(CLIENT, "openid"), one(CLIENT, "storage.read:/data"));
    assertThat(consents.of(ISSUER, person, NOW))
        .containsExactly(
            one(CLIENT, "openid"), one(CLIENT, "storage.read:/data"), one(OTHER, "openid"));
    assertThat(consents.of(ISSUER, Samples.text(), NOW)).isEmpty();
    assertThat(consents.of(new IssuerId("other"), person, NOW)).isEmpty();
  }

  @Test
  void it_is_remembered_for_what_it_was_allowed() {
    List<Allowed> all =
        List.of(
            new Allowed("storage.read:/data"),
            new Allowed("storage.read:/data", Optional.of("https://a.example"), false),
            new Allowed("storage.read:/data", Optional.of("https://a.example"), true),
            new Allowed("storage.read:/data", Optional.empty(), true));
    consents.remember(ISSUER, person, CLIENT, all, EXPIRES, NOW);
    consents.remember(ISSUER, person, CLIENT, all.subList(1, 2), EXPIRES, NOW);

    assertThat(consents.of(ISSUER, person, CLIENT, NOW))
        .extracting(Remembered::allowed)
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void it_is_forgotten_in_time_and_a_use_puts_that_off() {
    remember(CLIENT, "openid");
    assertThat(consents.of(ISSUER, person, CLIENT, EXPIRES)).isEmpty();

    consents.remember(
        ISSUER,
        person,
        CLIENT,
        List.of(new Allowed("openid")),
        EXPIRES.plusSeconds(1),
        NOW.plusSeconds(9));

    assertThat(consents.of(ISSUER, person, CLIENT, EXPIRES))
        .containsExactly(new Remembered(CLIENT, new Allowed("openid"), NOW, NOW.plusSeconds(9)));
  }

  @Test
  void what_a_person_takes_back_is_forgotten_at_once() {
    remember(CLIENT, "openid");
    remember(OTHER, "openid");

    assertThat(consents.forget(ISSUER, person, CLIENT)).isTrue();
    assertThat(consents.forget(ISSUER, person, CLIENT)).isFalse();
    assertThat(consents.of(ISSUER, person, NOW)).containsExactly(one(OTHER, "openid"));

    consents.forget(ISSUER, person);
    assertThat(consents.of(ISSUER, person, NOW)).isEmpty();
  }

  private void remember(ClientId client, String... scopes) {
    consents.remember(
        ISSUER, person, client, Stream.of(scopes).map(Allowed::new).toList(), EXPIRES, NOW);
  }

  private static Remembered one(ClientId client, String scope) {
    return new Remembered(client, new Allowed(scope), NOW, NOW);
  }
}
