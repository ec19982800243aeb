package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Assertions;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.ClientRates;
import org.symbolon.client.ShownCertificates;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.register.RegistrationSettings.Mode;

/** Secrets of registered clients that have to be replaced (RFC 7591 §3.2.1, RFC 7592 §2.2). */
class SecretExpiryTest {
  private static final Duration LIFETIME = Duration.ofDays(10);
  private static final String BODY =
      "{'redirect_uris':['https://a.example/'],'token_endpoint_auth_method':'client_secret_post'}";

  private final RegistrationSite site = new RegistrationSite(Mode.OPEN, Optional.of(LIFETIME));
  private final Instant start = site.database.clock().instant();
  private final ClientAuthentication authentication =
      new ClientAuthentication(
          site.clients,
          Assertions.NONE,
          ShownCertificates.NONE,
          ClientRates.UNLIMITED,
          site.database.clock());

  @AfterEach
  void back() {
    site.database.clock().set(start);
  }

  @Test
  void a_secret_proves_its_client_until_the_moment_that_was_told() {
    Map<String, Object> answer = site.register(BODY);
    assertThat(answer.get("client_secret_expires_at"))
        .isEqualTo(start.plus(LIFETIME).getEpochSecond());
    later(LIFETIME.minusMillis(1));
    assertThat(authenticate(answer).id()).isEqualTo(RegistrationSite.id(answer));
    later(LIFETIME);
    ProtocolError refused = refused(answer, String.valueOf(answer.get("client_secret")));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(refused.description()).contains("has expired");
    assertThat(refused(answer, "guessed").description())
        .as("whoever does not have the secret learns nothing of it")
        .doesNotContain("expired");
  }

  @Test
  void an_update_renews_the_secret_even_after_it_expired() {
    Map<String, Object> answer = site.register(BODY);
    later(LIFETIME.plusDays(1));
    Map<String, Object> renewed = update(site, answer);
    assertThat(renewed.get("client_secret")).isNotNull().isNotEqualTo(answer.get("client_secret"));
    assertThat(renewed.get("client_secret_expires_at"))
        .isEqualTo(start.plus(LIFETIME.plusDays(1)).plus(LIFETIME).getEpochSecond());
    assertThat(authenticate(renewed).id()).isEqualTo(RegistrationSite.id(answer));
    refused(answer, String.valueOf(answer.get("client_secret")));
  }

  @Test
  void whoever_reads_the_registration_is_told_when_the_secret_ends_and_not_what_it_is() {
    Map<String, Object> answer = site.register(BODY);
    Map<String, Object> read =
        site.registration.read(token(answer), String.valueOf(answer.get("client_id")), site.caller);
    assertThat(read)
        .containsEntry("client_secret_expires_at", start.plus(LIFETIME).getEpochSecond())
        .doesNotContainKey("client_secret");
  }

  @Test
  void where_secrets_do_not_expire_an_update_leaves_them_as_they_are() {
    RegistrationSite forEver = new RegistrationSite(Mode.OPEN);
    Map<String, Object> answer = forEver.register(BODY);
    assertThat(answer).containsEntry("client_secret_expires_at", 0L);
    assertThat(update(forEver, answer))
        .doesNotContainKeys("client_secret", "client_secret_expires_at");
  }

  private void later(Duration time) {
    site.database.clock().set(start.plus(time));
  }

  private static Map<String, Object> update(RegistrationSite site, Map<String, Object> answer) {
    String id = String.valueOf(answer.get("client_id"));
    return site.registration.update(
        token(answer),
        id,
        RegistrationSite.bytes(BODY.replaceFirst("\\{", "{'client_id':'" + id + "',")),
        site.caller);
  }

  private static Optional<String> token(Map<String, Object> answer) {
    return Optional.of(String.valueOf(answer.get("registration_access_token")));
  }

  private Client authenticate(Map<String, Object> answer) {
    return authenticate(answer, String.valueOf(answer.get("client_secret")));
  }

  private Client authenticate(Map<String, Object> answer, String secret) {
    return authentication.authenticate(
        site.issuer,
        new Call(
            Optional.empty(),
            TestForm.of(
                "client_id", String.valueOf(answer.get("client_id")), "client_secret", secret),
            "192.0.2.1"));
  }

  private ProtocolError refused(Map<String, Object> answer, String secret) {
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> authenticate(answer, secret));
    assertThat(refused).as("refused").isNotNull();
    return refused.error();
  }
}
