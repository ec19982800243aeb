package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClient.Secret;
import org.symbolon.client.RegisteredMetadata;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.client.Registrations;
import org.symbolon.client.Registrations.Deleter;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.login.Consents;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredRegistrationsTest {
  private static final IssuerId LAB = new IssuerId("lab");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Registrations registrations;
  private final Consents consents;

  StoredRegistrationsTest(TestDatabases.Kind kind) {
    Store store = TestDatabases.shared(kind).store();
    registrations = store.registrations();
    consents = store.consents();
  }

  static RegisteredClient client(Instant expires) {
    return client(new ClientId(Samples.text()), "first", expires);
  }

  private static RegisteredClient client(ClientId id, String management, Instant expires) {
    return client(id, management, Optional.empty(), expires);
  }

  private static RegisteredClient client(
      ClientId id, String management, Optional<String> owner, Instant expires) {
    return new RegisteredClient(
        LAB,
        id,
        new RegisteredMetadata(
            Map.of(
                "client_name",
                "Ana's program",
                "redirect_uris",
                List.of("http://localhost:4242"),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid offline_access",
                "default_max_age",
                60,
                "require_auth_time",
                true,
                "jwks",
                Map.of("keys", List.of(Map.of("kty", "EC"))),
                "token_endpoint_auth_method",
                Method.POST.text())),
        owner,
        Optional.of(
            new Secret.Hashed(SecretHash.of("secret of " + management), NOW.plusSeconds(7))),
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
    assertThat(delete(client.id(), new Deleter.Itself(client.management())))
        .as("its token is another now")
        .isEmpty();
  }

  @Test
  void what_people_allowed_a_client_goes_with_it() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    String person = Samples.text();
    Instant later = NOW.plusSeconds(60);
    consents.remember(
        LAB, person, client.id(), List.of(new Consents.Allowed("openid")), later, NOW);
    consents.remember(
        LAB, person, Samples.CLIENT, List.of(new Consents.Allowed("openid")), later, NOW);
    delete(client.id(), new Deleter.Operator());
    assertThat(consents.of(LAB, person, client.id(), NOW)).isEmpty();
    assertThat(consents.of(LAB, person, Samples.CLIENT, NOW)).hasSize(1);
  }

  @Test
  void whoever_changes_a_client_does_not_inherit_what_people_allowed_it() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    String person = Samples.text();
    Instant later = NOW.plusSeconds(60);
    consents.remember(
        LAB, person, client.id(), List.of(new Consents.Allowed("openid")), later, NOW);
    consents.remember(
        LAB, person, Samples.CLIENT, List.of(new Consents.Allowed("openid")), later, NOW);

    registrations.replace(client, SecretHash.of("wrong"));
    assertThat(consents.of(LAB, person, client.id(), NOW)).hasSize(1);
    registrations.replace(client(client.id(), "second", client.expires()), client.management());

    assertThat(consents.of(LAB, person, client.id(), NOW)).isEmpty();
    assertThat(consents.of(LAB, person, Samples.CLIENT, NOW)).hasSize(1);
  }

  @Test
  void a_deleted_client_is_gone() {
    RegisteredClient client = client(NOW.plusSeconds(60));
    registrations.add(client);
    assertThat(delete(client.id(), new Deleter.Itself(client.management()))).isPresent();
    assertThat(registrations.find(LAB, client.id(), NOW)).isEmpty();
    assertThat(registrations.replace(client, client.management())).isFalse();
  }

  @Test
  void a_client_is_deleted_by_its_owner_or_an_operator_and_by_no_other() {
    RegisteredClient client =
        client(new ClientId(Samples.text()), "first", Optional.of("ana"), NOW.plusSeconds(60));
    assertThat(registrations.addOwned(client, 1, NOW)).isTrue();
    assertThat(delete(client.id(), new Deleter.Owner("ben"))).isEmpty();
    assertThat(delete(client.id(), new Deleter.Owner("ana"))).isPresent();
    RegisteredClient another = client(NOW.plusSeconds(60));
    registrations.add(another);
    assertThat(delete(another.id(), new Deleter.Operator())).isPresent();
  }

  @Test
  void nobody_owns_more_than_they_may() {
    String owner = Samples.text();
    for (int number = 0; number < 3; number++) {
      RegisteredClient client =
          client(
              new ClientId(Samples.text()),
              "first",
              Optional.of(owner),
              NOW.plusSeconds(number + 9));
      assertThat(registrations.addOwned(client, 2, NOW)).isEqualTo(number < 2);
    }
    assertThat(registrations.ownedBy(LAB, owner, NOW)).hasSize(2);
    assertThat(registrations.ownedBy(LAB, "other", NOW)).isEmpty();
    assertThat(registrations.ownedBy(LAB, owner, NOW.plusSeconds(9))).hasSize(1);
  }

  private Optional<List<GrantId>> delete(ClientId id, Deleter deleter) {
    return registrations.delete(LAB, id, deleter, "deleted", NOW);
  }
}
