package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClient.Metadata;
import org.symbolon.client.RegisteredClient.Method;
import org.symbolon.client.Registrations;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredRegistrationsTest {
  private static final IssuerId LAB = new IssuerId("lab");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Registrations registrations;

  StoredRegistrationsTest(TestDatabases.Kind kind) {
    registrations = TestDatabases.shared(kind).store().registrations();
  }

  static RegisteredClient client(Instant expires) {
    return client(new ClientId(Samples.text()), "first", expires);
  }

  private static RegisteredClient client(ClientId id, String management, Instant expires) {
    return new RegisteredClient(
        LAB,
        id,
        new Metadata(
            "Ana's program",
            List.of("http://localhost:4242"),
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
            List.of("openid", "offline_access"),
            Method.POST),
        Optional.of(SecretHash.of("secret of " + management)),
        SecretHash.of(management),
        NOW,
        expires);
  }

  @Test
  void a_client_is_found_as_it_registered_at_its_issuer_alone() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    assertThat(registrations.find(LAB, client.id(), NOW)).contains(client);
    assertThat(registrations.find(new IssuerId("annex"), client.id(), NOW)).isEmpty();
  }

  @Test
  void a_client_expires_unless_it_is_used() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    assertThat(registrations.find(LAB, client.id(), NOW.plusSeconds(60))).isEmpty();
    registrations.used(LAB, client.id(), NOW.plus(Duration.ofDays(1)));
    registrations.used(LAB, client.id(), NOW.plusSeconds(1));
    assertThat(registrations.find(LAB, client.id(), NOW.plusSeconds(60))).isPresent();
  }

  @Test
  void of_many_updates_with_one_token_one_wins() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    List<Boolean> won =
        Parallel.run(
            10,
            number ->
                registrations.replace(
                    client(client.id(), "update " + number, client.expires()),
                    client.management()));
    assertThat(won).containsOnlyOnce(true);
    assertThat(registrations.delete(LAB, client.id(), client.management()))
        .as("its token is another now")
        .isFalse();
  }

  @Test
  void a_deleted_client_is_gone() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    assertThat(registrations.delete(LAB, client.id(), client.management())).isTrue();
    assertThat(registrations.find(LAB, client.id(), NOW)).isEmpty();
    assertThat(registrations.replace(client, client.management())).isFalse();
  }
}
