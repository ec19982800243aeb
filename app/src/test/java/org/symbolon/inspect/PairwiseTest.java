package org.symbolon.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.claimsOf;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.with;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.SubjectType;
import org.symbolon.client.TestClient;
import org.symbolon.grant.Login;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.SiteSettings;
import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenSite;

class PairwiseTest {
  private final TokenSite site =
      new TokenSite(
          TestDatabases.Kind.SQLITE,
          new SiteSettings()
              .client(pairwise("news", "news.example"))
              .client(pairwise("paper", "news.example"))
              .client(pairwise("shop", "shop.example"))
              .client(TestClient.named("storage").secrets(TokenSite.SECRET).introspects()));

  private final Login ana = site.login();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_client_is_told_the_same_subject_wherever_it_asks() {
    TokenAnswer answer = issued("news");
    String subject = idToken(answer);

    assertThat(subject).matches("[A-Za-z0-9_-]{43}");
    assertThat(site.told(answer.accessToken())).containsEntry("sub", subject);
    assertThat(introspected("news", answer))
        .containsEntry("sub", subject)
        .doesNotContainKey("username");
    assertThat(idToken(issued("news"))).as("again").isEqualTo(subject);
  }

  @Test
  void clients_of_one_sector_know_the_same_subject_and_others_another() {
    String subject = idToken(issued("news"));
    assertThat(idToken(issued("paper"))).isEqualTo(subject);
    assertThat(idToken(issued("shop"))).isNotEqualTo(subject);
  }

  /** Storage maps {@code sub} to an account. */
  @Test
  void services_read_the_issuers_own_subject_in_the_access_token() {
    TokenAnswer answer = issued("news");
    assertThat(claimsOf(answer.accessToken())).containsEntry("sub", "ana");
    assertThat(introspected("storage", answer))
        .containsEntry("sub", "ana")
        .containsEntry("username", "ana");
  }

  @Test
  void a_refresh_does_not_change_it() {
    TokenAnswer answer = issued("news");
    TokenAnswer refreshed =
        site.post(
            basic("news", TokenSite.SECRET),
            "grant_type",
            "refresh_token",
            "refresh_token",
            answer.refreshToken().orElseThrow());
    assertThat(idToken(refreshed)).isEqualTo(idToken(answer));
  }

  private static TestClient pairwise(String id, String sector) {
    return TestClient.named(id)
        .secrets(TokenSite.SECRET)
        .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
        .audiences(List.of(id), List.of())
        .serves(id)
        .openId(new OpenIdOptions(new SubjectType.Pairwise(sector), Optional.empty()));
  }

  private TokenAnswer issued(String client) {
    String code = site.approval().of(ana).client(client).audiences(client).code();
    return site.post(
        basic(client, TokenSite.SECRET), with(codeForm(code), "client_id", Optional.empty()));
  }

  private static String idToken(TokenAnswer answer) {
    return String.valueOf(claimsOf(answer.idToken().orElseThrow()).get("sub"));
  }

  private Map<String, Object> introspected(String client, TokenAnswer answer) {
    return site.introspection()
        .answer(
            new Call(
                basic(client, TokenSite.SECRET),
                TestForm.of("token", answer.accessToken()),
                "192.0.2.7"));
  }
}
