package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.claimsOf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.audit.Event;
import org.symbolon.authorize.FrontTokens;
import org.symbolon.client.ResponseType;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;
import org.symbolon.store.TestDatabases;

/** Tokens of the old flows (OpenID Connect Core §3.2, §3.3). */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class FrontTokensTest {
  private static final String CODE = "the-code";
  private static final String STATE = "the-state";

  private final TokenSite site;
  private final Login ana;

  FrontTokensTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
    ana = site.login();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Map<String, String> issue(ResponseType type, String scopes) {
    return site.frontTokens()
        .issue(
            new FrontTokens.Wish(
                site.client("tool"),
                ana,
                type,
                scopes,
                ((ScopeSet.Parsed) ScopeSet.parse(scopes, Profile.WLCG)).scopes(),
                List.of(SiteSettings.STORAGE),
                Optional.of("the-nonce"),
                type.hasCode() ? Optional.of(CODE) : Optional.empty(),
                Optional.of(STATE),
                AskedClaims.NONE,
                "192.0.2.9"));
  }

  @ParameterizedTest
  @EnumSource(value = ResponseType.class, mode = EnumSource.Mode.EXCLUDE, names = "CODE")
  void each_type_gets_its_tokens_bound_together_and_never_a_refresh_token(ResponseType type) {
    Map<String, String> answer = issue(type, "openid offline_access storage.read:/data");

    assertThat(answer.containsKey("access_token")).isEqualTo(type.hasToken());
    assertThat(answer.containsKey("id_token")).isEqualTo(type.hasIdToken());
    assertThat(answer).doesNotContainKey("refresh_token");
    if (type.hasToken()) {
      assertThat(answer)
          .containsEntry("token_type", "Bearer")
          .containsEntry("expires_in", "1200")
          .containsEntry("scope", "openid storage.read:/data");
      assertThat(site.told(answer.getOrDefault("access_token", ""))).containsEntry("sub", "ana");
    }
    if (type.hasIdToken()) {
      Map<String, Object> idToken = claimsOf(answer.getOrDefault("id_token", ""));
      assertThat(idToken)
          .containsEntry("nonce", "the-nonce")
          .containsEntry("s_hash", half(STATE))
          .containsEntry("sid", ana.grant().id().value())
          .doesNotContainKey("grant");
      assertThat(Optional.ofNullable(idToken.get("c_hash")))
          .isEqualTo(type.hasCode() ? Optional.of(half(CODE)) : Optional.empty());
      assertThat(Optional.ofNullable(idToken.get("at_hash")))
          .isEqualTo(Optional.ofNullable(answer.get("access_token")).map(FrontTokensTest::half));
    }
  }

  @Test
  void rights_are_decided_as_at_the_token_endpoint() {
    assertThat(issue(ResponseType.TOKEN, "openid storage.read:/closed/x"))
        .containsEntry("scope", "openid");
    site.resolver().judging(false);
    assertThat(
            catchThrowableOfType(
                    ProtocolException.class, () -> issue(ResponseType.TOKEN, "storage.read:/data"))
                .error()
                .code())
        .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void each_issue_is_audited() {
    issue(ResponseType.ID_TOKEN_TOKEN, "openid");
    assertThat(site.events(Event.TokenIssued.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.grantType()).isEqualTo("id_token token");
              assertThat(event.username()).contains("ana");
              assertThat(event.address()).isEqualTo("192.0.2.9");
            });
  }

  @Test
  void the_access_token_ends_with_its_login() {
    String token = issue(ResponseType.TOKEN, "openid").getOrDefault("access_token", "");
    site.store().grants().end(ana.grant().id(), "logged out", site.now());
    assertThat(catchThrowableOfType(ProtocolException.class, () -> site.told(token)).error().code())
        .isEqualTo(ErrorCode.INVALID_TOKEN);
    assertThat(
            catchThrowableOfType(
                ProtocolException.class, () -> issue(ResponseType.TOKEN, "openid")))
        .as("nothing hangs on a login that has ended")
        .isNotNull();
  }

  /** By the book: OpenID Connect Core §3.3.2.11, for ES256. */
  private static String half(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
