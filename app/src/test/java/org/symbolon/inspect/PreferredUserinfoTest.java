package org.symbolon.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.claimsOf;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.with;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.SubjectType;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.SiteSettings;
import org.symbolon.token.TokenSite;

/** A client that wants userinfo signed (OpenID Connect Core §5.3.2). */
class PreferredUserinfoTest {
  private final TokenSite site =
      new TokenSite(
          TestDatabases.Kind.SQLITE,
          new SiteSettings()
              .client(
                  TestClient.named("signed")
                      .secrets(TokenSite.SECRET)
                      .grants(GrantType.AUTHORIZATION_CODE)
                      .openId(new OpenIdOptions(new SubjectType.Public(), Optional.of("ES256")))));

  private final String jwt =
      ((UserinfoAnswer.Signed)
              site.userinfo()
                  .of(
                      TokenSite.bearer(
                          site.post(
                                  basic("signed", TokenSite.SECRET),
                                  with(
                                      codeForm(
                                          site.approval()
                                              .client("signed")
                                              .scopes("openid email")
                                              .code()),
                                      "client_id",
                                      Optional.empty()))
                              .accessToken())))
          .jwt();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_client_may_have_it_signed_and_made_out_to_itself() {
    assertThat(claimsOf(jwt))
        .containsOnlyKeys("iss", "aud", "sub", "email")
        .containsEntry("aud", "signed")
        .containsEntry("sub", "ana");
  }

  @Test
  void signed_userinfo_is_no_token() {
    assertThat(
            catchThrowableOfType(
                    ProtocolException.class, () -> site.userinfo().of(TokenSite.bearer(jwt)))
                .error()
                .code())
        .isEqualTo(ErrorCode.INVALID_TOKEN);
  }
}
