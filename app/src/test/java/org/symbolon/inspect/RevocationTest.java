package org.symbolon.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.audit.Event;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.SiteSettings;
import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenSite;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class RevocationTest {
  private final TokenSite site;

  RevocationTest(TestDatabases.Kind kind) {
    site =
        new TokenSite(
            kind,
            new SiteSettings()
                .client(TestClient.named("audit").secrets(TokenSite.SECRET).introspects()));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_refresh_token_takes_its_family_and_all_that_came_from_it_along() {
    TokenAnswer first = issued();
    String token = first.refreshToken().orElseThrow();
    TokenAnswer second = site.post(refreshForm(token));

    revoke("tool", second.refreshToken().orElseThrow());

    assertThat(site.refused(refreshForm(second.refreshToken().orElseThrow())).code())
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(isActive(first.accessToken())).isFalse();
    assertThat(isActive(second.accessToken())).isFalse();
    assertThat(site.events()).hasAtLeastOneElementOfType(Event.GrantEnded.class);
  }

  @Test
  void an_old_refresh_token_of_the_family_ends_it_too() {
    String first = issued().refreshToken().orElseThrow();
    String second = site.post(refreshForm(first)).refreshToken().orElseThrow();

    revoke("tool", first);

    assertThat(site.refused(refreshForm(second)).code()).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void an_access_token_is_denied_by_itself_alone() {
    TokenAnswer issued = issued();
    TokenAnswer refreshed = site.post(refreshForm(issued.refreshToken().orElseThrow()));

    revoke("tool", issued.accessToken());

    assertThat(isActive(issued.accessToken())).isFalse();
    assertThat(
            catchThrowableOfType(ProtocolException.class, () -> site.told(issued.accessToken()))
                .error()
                .code())
        .isEqualTo(ErrorCode.INVALID_TOKEN);
    assertThat(isActive(refreshed.accessToken())).isTrue();
    site.post(refreshForm(refreshed.refreshToken().orElseThrow()));
    assertThat(site.events()).hasAtLeastOneElementOfType(Event.TokenRevoked.class);
  }

  @Test
  void what_is_another_clients_or_nobodys_stays_as_it_is() {
    TokenAnswer issued = issued();

    revoke("other", issued.accessToken());
    revoke("other", issued.refreshToken().orElseThrow());
    for (String text : List.of("x", "a.b.c", "\u0000", issued.idToken().orElseThrow())) {
      revoke("tool", text);
    }

    assertThat(isActive(issued.accessToken())).isTrue();
    site.post(refreshForm(issued.refreshToken().orElseThrow()));
    assertThat(site.events())
        .doesNotHaveAnyElementsOfTypes(Event.GrantEnded.class, Event.TokenRevoked.class);
  }

  @Test
  void a_second_revocation_is_as_good_as_the_first() {
    TokenAnswer issued = issued();
    for (int time = 1; time <= 2; time++) {
      revoke("tool", issued.accessToken());
      revoke("tool", issued.refreshToken().orElseThrow());
    }
    assertThat(site.events()).filteredOn(Event.GrantEnded.class::isInstance).hasSize(1);
  }

  @Test
  void a_confidential_client_proves_itself_and_a_token_must_be_given() {
    assertThat(code(basic("portal", "wrong"), "token", "x")).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(Optional.empty(), "client_id", "portal", "token", "x"))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(Optional.empty(), "client_id", "tool")).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private TokenAnswer issued() {
    return site.post(codeForm(site.approval().code()));
  }

  private void revoke(String client, String token) {
    site.revocation()
        .answer(
            new Call(
                Optional.empty(), TestForm.of("client_id", client, "token", token), "192.0.2.1"));
  }

  private boolean isActive(String token) {
    return Boolean.TRUE.equals(
        site.introspection()
            .answer(
                new Call(
                    basic("audit", TokenSite.SECRET), TestForm.of("token", token), "192.0.2.1"))
            .get("active"));
  }

  private ErrorCode code(Optional<String> authorization, String... form) {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                site.revocation().answer(new Call(authorization, TestForm.of(form), "192.0.2.1")));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
