package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symbolon.token.TokenSite.basic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.AccessTokenCheck;

/** A client acting for itself (RFC 6749 §4.4). No test here lets the endpoint at a database. */
class ClientCredentialsTest {
  private static final Optional<String> ROBOT = basic("robot", SiteSettings.SECRET);

  private final TokenSite site = new TokenSite(TestDatabases.Kind.SQLITE);

  @BeforeEach
  void withoutDatabase() {
    site.redeemFrom(NoStore.redeemables(site.masterKey()));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_client_gets_a_token_for_itself_without_the_database() {
    TokenAnswer answer = ask("scope", "storage.read:/data/raw compute.create");
    assertThat(answer.scope()).isEqualTo("storage.read:/data/raw compute.create");
    assertThat(answer.refreshToken()).isEmpty();
    assertThat(answer.idToken()).isEmpty();
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofMinutes(20));
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.scope()).isEqualTo(answer.scope());
    assertThat(token.client().value()).isEqualTo("robot");
    assertThat(token.lineage()).isEmpty();
    assertThat(token.authenticatedAt()).isEmpty();
    assertThat(token.audiences()).containsExactly(SiteSettings.STORAGE);
    assertThat(site.events(Event.TokenIssued.class))
        .singleElement()
        .satisfies(event -> assertThat(event.username()).isEmpty());
  }

  @Test
  void the_other_grants_do_ask_the_database() {
    assertThatThrownBy(() -> site.post(TokenSite.codeForm("x"))).isInstanceOf(AssertionError.class);
  }

  @Test
  void its_subject_can_be_no_persons() {
    site.reconfigure(
        new SiteSettings()
            .client(
                TestClient.named("ana")
                    .secrets(SiteSettings.SECRET)
                    .grants(GrantType.CLIENT_CREDENTIALS)));
    TokenAnswer answer =
        site.post(basic("ana", SiteSettings.SECRET), "grant_type", "client_credentials");
    // A colon is in no account's name.
    assertThat(site.read(answer).subject()).isEqualTo("client:ana");
  }

  @Test
  void a_public_client_can_not_act_for_itself() {
    site.reconfigure(
        new SiteSettings()
            .client(
                TestClient.named("open")
                    .grants(GrantType.CLIENT_CREDENTIALS)
                    .scopes("storage.read:/**")));
    assertThat(site.code("grant_type", "client_credentials", "client_id", "open"))
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @Test
  void a_client_without_the_grant_is_refused() {
    assertThat(
            site.refused(basic("portal", SiteSettings.SECRET), "grant_type", "client_credentials")
                .code())
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/",
        "storage.read:/database",
        "storage.read:/data storage.read:/home",
        "storage.modify:/data/raw",
        "storage.read:/data/raw openid"
      })
  void scopes_beyond_its_patterns_are_refused_with_the_reason(String beyond) {
    ProtocolError error = refused("scope", beyond);
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(error.description()).isNotBlank();
  }

  @Test
  void a_scope_that_depends_on_an_account_is_refused() {
    assertThat(refused("scope", "storage.stage:/data").description())
        .contains("storage.stage:/data")
        .contains("local account");
  }

  @Test
  void a_client_without_patterns_has_nothing() {
    site.reconfigure(
        new SiteSettings()
            .client(
                TestClient.named("bare")
                    .secrets(SiteSettings.SECRET)
                    .grants(GrantType.CLIENT_CREDENTIALS)));
    Optional<String> bare = basic("bare", SiteSettings.SECRET);
    assertThat(
            site.refused(
                    bare, "grant_type", "client_credentials", "scope", "storage.read:/data/raw")
                .code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(site.post(bare, "grant_type", "client_credentials").scope()).isEmpty();
  }

  @Test
  void no_scope_asked_for_is_a_token_that_allows_nothing_and_never_everything() {
    for (TokenAnswer answer : List.of(ask(), ask("scope", ""))) {
      assertThat(answer.scope()).isEmpty();
      assertThat(site.read(answer).scope()).isEmpty();
    }
  }

  @Test
  void no_scope_asked_for_means_the_default_scopes_without_those_of_a_person() {
    site.reconfigure(
        new SiteSettings()
            .defaultScopes(
                "compute.create", "storage.read:/home/{username}", "storage.read:/data/x"));
    assertThat(ask().scope()).isEqualTo("compute.create storage.read:/data/x");
  }

  @Test
  void a_default_scope_is_decided_like_any_other() {
    SiteSettings defaults = new SiteSettings().defaultScopes("openid", "compute.create");
    site.reconfigure(defaults);
    assertThat(refused().code()).isEqualTo(ErrorCode.INVALID_SCOPE);
    site.reconfigure(defaults.onRefused(Issuer.OnRefused.NARROW));
    assertThat(ask().scope()).isEqualTo("compute.create");
  }

  @Test
  void where_a_part_is_wanted_the_rest_is_left_out_and_the_answer_says_so() {
    site.reconfigure(new SiteSettings().onRefused(Issuer.OnRefused.NARROW));
    assertThat(ask("scope", "storage.read:/data/raw storage.modify:/data").scope())
        .isEqualTo("storage.read:/data/raw");
    assertThat(ask("scope", "storage.modify:/data").scope()).isEmpty();
  }

  @Test
  void a_clients_own_choice_goes_before_its_issuers() {
    site.reconfigure(
        new SiteSettings()
            .onRefused(Issuer.OnRefused.NARROW)
            .client(
                TestClient.named("strict")
                    .secrets(SiteSettings.SECRET)
                    .grants(GrantType.CLIENT_CREDENTIALS)
                    .scopes("compute.create")
                    .onRefused(Issuer.OnRefused.FAIL)));
    assertThat(
            site.refused(
                    basic("strict", SiteSettings.SECRET),
                    "grant_type",
                    "client_credentials",
                    "scope",
                    "compute.create storage.read:/data/x")
                .code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void the_sources_of_peoples_rights_may_be_down() {
    site.resolver().judging(false);
    assertThat(ask("scope", "storage.read:/data/raw").scope()).isEqualTo("storage.read:/data/raw");
  }

  @Test
  void audiences_are_those_the_client_may_have() {
    assertThat(site.read(ask("audience", "https://a.example https://b.example")).audiences())
        .containsExactly("https://a.example", "https://b.example");
    assertThat(refused("audience", "https://elsewhere.org").code())
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(refused("resource", "ANY").code()).isEqualTo(ErrorCode.INVALID_TARGET);
  }

  @Test
  void without_any_default_audience_one_must_be_named() {
    site.reconfigure(
        new SiteSettings().audiences(List.of(SiteSettings.WILDCARD), List.of("https://*.example")));
    assertThat(refused().code()).isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.read(ask("audience", "https://a.example")).audiences())
        .containsExactly("https://a.example");
  }

  @Test
  void a_malformed_or_doubled_scope_is_refused() {
    assertThat(refused("scope", "storage.read:/data/../etc").code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(refused("scope", "compute.create", "scope", "compute.create").code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refused("scope", "x".repeat(16_385)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private TokenAnswer ask(String... more) {
    return site.post(ROBOT, form(more));
  }

  private ProtocolError refused(String... more) {
    return site.refused(ROBOT, form(more));
  }

  private static String[] form(String... more) {
    String[] form = new String[more.length + 2];
    form[0] = "grant_type";
    form[1] = "client_credentials";
    System.arraycopy(more, 0, form, 2, more.length);
    return form;
  }
}
