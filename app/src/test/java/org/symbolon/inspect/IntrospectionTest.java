package org.symbolon.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.Approval;
import org.symbolon.token.SiteSettings;
import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenSite;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class IntrospectionTest {
  private static final Map<String, Object> INACTIVE = Map.of("active", false);

  private final TokenSite site;
  private final Approval approval;

  IntrospectionTest(TestDatabases.Kind kind) {
    site =
        new TokenSite(
            kind,
            new SiteSettings()
                .client(
                    TestClient.named("storage")
                        .secrets(TokenSite.SECRET)
                        .serves(SiteSettings.STORAGE))
                .client(
                    TestClient.named("greedy")
                        .secrets(TokenSite.SECRET)
                        .audiences(List.of(SiteSettings.STORAGE), List.of("*"))
                        .serves(SiteSettings.WILDCARD))
                .client(TestClient.named("audit").secrets(TokenSite.SECRET).introspects()));
    approval = site.approval();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_service_learns_of_a_token_that_is_meant_for_it() {
    Map<String, Object> answer = ask("storage", issued().accessToken());
    assertThat(answer)
        .containsEntry("active", true)
        .containsEntry("token_type", "Bearer")
        .containsEntry("sub", "ana")
        .containsEntry("username", "ana")
        .containsEntry("client_id", "tool")
        .containsEntry("scope", "openid offline_access storage.read:/data storage.create:/data/ana")
        .containsKeys("iss", "aud", "exp", "iat", "nbf", "jti")
        .doesNotContainKey("lineage");
  }

  @Test
  void a_client_of_the_operators_choice_learns_of_every_token() {
    assertThat(ask("audit", issued().accessToken())).containsEntry("active", true);
  }

  @Test
  void everybody_else_hears_that_it_is_inactive_and_no_more() {
    String token = issued().accessToken();
    assertThat(ask("portal", token)).isEqualTo(INACTIVE);
    assertThat(ask("robot", token)).isEqualTo(INACTIVE);
  }

  @Test
  void a_wildcard_audience_is_nobodys_own() {
    TokenAnswer wide = site.post(codeForm(site.approval().audiences(SiteSettings.WILDCARD).code()));
    assertThat(ask("greedy", wide.accessToken())).isEqualTo(INACTIVE);
    assertThat(ask("storage", wide.accessToken())).isEqualTo(INACTIVE);
    assertThat(ask("greedy", issued().accessToken())).as("what it may ask for").isEqualTo(INACTIVE);
  }

  @Test
  void a_token_is_inactive_once_it_or_what_it_hangs_on_is_over() {
    String token = issued().accessToken();
    site.store().grants().end(approval.grant(), "test", site.now());
    assertThat(ask("storage", token)).isEqualTo(INACTIVE);

    String expiring = site.post(codeForm(site.approval().code())).accessToken();
    site.later(Duration.ofMinutes(20));
    assertThat(ask("storage", expiring)).isEqualTo(INACTIVE);
  }

  @Test
  void a_clients_own_token_is_told_without_a_username() {
    TokenAnswer own =
        site.post(
            basic("robot", TokenSite.SECRET),
            "grant_type",
            "client_credentials",
            "scope",
            "compute.create");
    assertThat(ask("storage", own.accessToken()))
        .containsEntry("active", true)
        .doesNotContainKey("username");
  }

  @Test
  void a_refresh_token_is_told_to_its_owner_alone_and_while_it_is_the_newest() {
    String first =
        site.post(
                basic("portal", TokenSite.SECRET),
                TokenSite.with(
                    codeForm(site.approval().client("portal").code()),
                    "client_id",
                    Optional.empty()))
            .refreshToken()
            .orElseThrow();
    assertThat(ask("portal", first))
        .containsEntry("active", true)
        .containsEntry("client_id", "portal")
        .containsEntry("username", "ana")
        .doesNotContainKey("token_type");
    assertThat(ask("audit", first)).isEqualTo(INACTIVE);
    assertThat(ask("storage", first)).isEqualTo(INACTIVE);

    String second =
        site.post(
                basic("portal", TokenSite.SECRET),
                TokenSite.with(refreshForm(first), "client_id", Optional.empty()))
            .refreshToken()
            .orElseThrow();
    assertThat(ask("portal", first)).isEqualTo(INACTIVE);
    assertThat(ask("portal", second)).containsEntry("active", true);
  }

  @Test
  void what_is_no_token_or_another_kind_is_inactive() {
    TokenAnswer issued = issued();
    for (String text :
        List.of(
            "x",
            "a.b.c",
            "\u0000",
            "x".repeat(16_000),
            issued.idToken().orElseThrow(),
            issued.accessToken() + "x")) {
      assertThat(ask("audit", text)).isEqualTo(INACTIVE);
    }
  }

  @Test
  void another_issuers_token_is_inactive() {
    try (TokenSite south = new TokenSite(TestDatabases.Kind.SQLITE)) {
      TokenAnswer answer = south.post(codeForm(south.approval().code()));
      assertThat(ask("audit", answer.accessToken())).isEqualTo(INACTIVE);
    }
  }

  @Test
  void nobody_tries_tokens_without_proof_of_who_they_are() {
    String token = issued().accessToken();
    assertThat(code(Optional.empty(), "token", token)).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(Optional.empty(), "token", token, "client_id", "tool"))
        .as("public")
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(basic("audit", "wrong"), "token", token)).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code(basic("audit", TokenSite.SECRET))).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_wrong_hint_changes_nothing() {
    Map<String, Object> answer =
        site.introspection()
            .answer(
                new Call(
                    basic("storage", TokenSite.SECRET),
                    TestForm.of(
                        "token", issued().accessToken(), "token_type_hint", "refresh_token"),
                    "192.0.2.1"));
    assertThat(answer).containsEntry("active", true);
  }

  private TokenAnswer issued() {
    return site.post(codeForm(approval.code()));
  }

  private Map<String, Object> ask(String client, String token) {
    return site.introspection()
        .answer(
            new Call(basic(client, TokenSite.SECRET), TestForm.of("token", token), "192.0.2.1"));
  }

  private ErrorCode code(Optional<String> authorization, String... form) {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                site.introspection()
                    .answer(new Call(authorization, TestForm.of(form), "192.0.2.1")));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
