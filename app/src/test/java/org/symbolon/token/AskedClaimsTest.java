package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.claimsOf;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.grant.AskedClaims;
import org.symbolon.store.TestDatabases;

/** Claims asked for one by one (OpenID Connect Core §5.5), once they were approved. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class AskedClaimsTest {
  private static final AskedClaims ASKED = new AskedClaims(Set.of("name"), Set.of("email"));

  private final TokenSite site;

  AskedClaimsTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private TokenAnswer issued(String scopes) {
    return site.post(codeForm(site.approval().scopes(scopes).asking(ASKED).code()));
  }

  @Test
  void each_is_told_where_it_was_asked_for_and_nothing_else_is() {
    TokenAnswer answer = issued("openid");

    assertThat(claimsOf(answer.idToken().orElseThrow()))
        .containsEntry("email", "ana@campus.example")
        .doesNotContainKey("name");
    assertThat(site.told(answer.accessToken()))
        .containsEntry("name", "Ana Amsel")
        .doesNotContainKey("email");
  }

  @Test
  void no_scope_comes_of_it() {
    assertThat(issued("openid").scope()).isEqualTo("openid");
    assertThat(issued("openid email").scope()).isEqualTo("openid email");
  }

  @Test
  void a_refresh_keeps_them() {
    TokenAnswer refreshed =
        site.post(refreshForm(issued("openid offline_access").refreshToken().orElseThrow()));

    assertThat(claimsOf(refreshed.idToken().orElseThrow()))
        .containsEntry("email", "ana@campus.example");
    assertThat(site.told(refreshed.accessToken())).containsEntry("name", "Ana Amsel");
    assertThat(refreshed.scope()).isEqualTo("openid offline_access");
  }

  /** No rule can be gone around by a claim's name. */
  @Test
  void what_the_scope_of_a_claim_no_longer_gives_is_not_told() {
    String token = issued("openid offline_access").refreshToken().orElseThrow();
    site.reconfigure(
        new SiteSettings()
            .replace(
                TestClient.named("tool")
                    .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
                    .scopes("openid", "offline_access", "profile")));

    assertThat(claimsOf(site.post(refreshForm(token)).idToken().orElseThrow()))
        .doesNotContainKey("email");
  }
}
