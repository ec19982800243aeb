package org.symbolon.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Login;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenSite;

/** What the bearer of an access token may ask for. */
class OwnScopesTest {
  private static final Parameters NOTHING = new Parameters(Map.of());
  private final TokenSite site = new TokenSite(TestDatabases.Kind.SQLITE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_person_hears_what_they_may_have_at_the_tokens_client() {
    TokenAnswer answer = site.post(codeForm(site.approval().code()));
    Map<String, Object> said = ask(answer.accessToken());
    assertThat(said).containsEntry("user", "ana").containsEntry("complete", true);
    assertThat(String.valueOf(said.get("scopes")))
        .contains("{scope=openid, decided=granted}")
        .contains(
            "{scope=storage.read:/**, decided=when asked for, except=[storage.read:/closed/**]}");
  }

  @Test
  void a_client_hears_about_itself() {
    TokenAnswer own =
        site.post(
            basic("robot", TokenSite.SECRET),
            "grant_type",
            "client_credentials",
            "scope",
            "compute.create");
    assertThat(ask(own.accessToken())).containsEntry("client", "robot").doesNotContainKey("user");
  }

  @Test
  void a_service_that_was_handed_a_narrow_token_hears_no_more_than_it_says() {
    TokenAnswer answer =
        site.post(codeForm(site.approval().scopes("storage.read:/data/raw").code()));
    assertThat(ask(answer.accessToken()))
        .isEqualTo(
            Map.of(
                "client",
                "tool",
                "complete",
                false,
                "scopes",
                List.of(Map.of("scope", "storage.read:/data/raw", "decided", "granted"))));
  }

  @Test
  void nothing_is_said_without_a_token_or_to_one_that_counts_no_more() {
    Login login = site.login();
    TokenAnswer answer = site.post(codeForm(site.approval().of(login).code()));
    assertThat(ask(answer.accessToken())).isNotEmpty();
    site.store().grants().end(login.grant().id(), "logged out", site.now());
    for (Optional<String> header :
        java.util.List.of(
            Optional.<String>empty(),
            Optional.of("Basic x"),
            Optional.of("Bearer x"),
            Optional.of("Bearer " + answer.idToken().orElse("x")),
            Optional.of("Bearer " + answer.accessToken()))) {
      ProtocolException refused =
          catchThrowableOfType(
              ProtocolException.class,
              () -> site.ownScopes().answer(new Call(header, NOTHING, "192.0.2.1")));
      assertThat(refused.error().code()).isEqualTo(ErrorCode.INVALID_TOKEN);
    }
  }

  private Map<String, Object> ask(String token) {
    return site.ownScopes().answer(new Call(Optional.of("Bearer " + token), NOTHING, "192.0.2.1"));
  }
}
