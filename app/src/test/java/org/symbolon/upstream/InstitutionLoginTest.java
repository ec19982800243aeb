package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.SecretText;
import org.symbolon.upstream.Upstream.Arrival;
import org.symbolon.upstream.Upstream.Departure;
import org.symbolon.upstream.UpstreamSettings.TokenEndpointAuthentication;

class InstitutionLoginTest {
  private Fixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new Fixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void the_redirect_asks_for_a_code_with_state_nonce_and_pkce_s256() {
    Departure.To departure = fixture.depart();
    Map<String, List<String>> asked = URLUtils.parseParameters(departure.location().getRawQuery());
    assertThat(departure.location().toString())
        .startsWith(fixture.institution.issuer() + "/authorize?");
    assertThat(asked)
        .containsEntry("response_type", List.of("code"))
        .containsEntry("client_id", List.of("gateway"))
        .containsEntry("redirect_uri", List.of(Fixture.CALLBACK.toString()))
        .containsEntry("scope", List.of("openid profile email offline_access"))
        .containsEntry("acr_values", List.of("high"))
        .containsEntry("code_challenge_method", List.of("S256"))
        .containsEntry("state", List.of(departure.state()));
    assertThat(departure.kept()).containsOnlyKeys("state", "nonce", "verifier");
    assertThat(asked.get("nonce")).containsExactly(departure.kept().get("nonce"));
    assertThat(asked.get("code_challenge"))
        .containsExactly(
            CodeChallenge.compute(
                    CodeChallengeMethod.S256, new CodeVerifier(departure.kept().get("verifier")))
                .getValue());
    assertThat(departure.location().toString()).doesNotContain(departure.kept().get("verifier"));
  }

  @Test
  void each_departure_has_its_own_secrets() {
    assertThat(fixture.depart().kept().values())
        .doesNotContainAnyElementsOf(fixture.depart().kept().values());
  }

  @Test
  void a_login_identifies_the_person_by_issuer_and_subject_and_merges_userinfo() {
    Arrival.Identified anna = fixture.identified();
    assertThat(anna.issuer()).isEqualTo(fixture.institution.issuer().toString());
    assertThat(anna.subject()).isEqualTo(FakeInstitution.SUBJECT);
    assertThat(anna.claims())
        .containsEntry("preferred_username", "anna")
        .containsEntry("affiliation", "staff")
        .as("the signed source has the last word")
        .containsEntry("email", "anna@token.example")
        .doesNotContainKeys("nonce", "aud", "exp", "iat", "at_hash");
    assertThat(anna.refreshToken()).isPresent();
    assertThat(fixture.upstream.username().apply(anna.claims()))
        .isEqualTo(new UsernameRule.Username.Name("anna"));
  }

  @Test
  void es256_is_accepted_as_well_as_rs256() {
    fixture.institution.signWithEc();
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void the_time_of_authentication_is_the_id_tokens_where_it_tells_one() {
    Instant yesterday =
        Instant.now().minus(Duration.ofDays(1)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    fixture.institution.idToken(claims -> claims.claim("auth_time", Date.from(yesterday)));
    assertThat(fixture.identified().authenticatedAt()).isEqualTo(yesterday);
  }

  @Test
  void the_time_of_authentication_is_now_where_none_is_told_and_never_ahead() {
    Instant before = Instant.now();
    assertThat(fixture.identified().authenticatedAt()).isBetween(before, Instant.now());
    fixture.institution.idToken(
        claims -> claims.claim("auth_time", Date.from(Instant.now().plusSeconds(3600))));
    assertThat(fixture.identified().authenticatedAt()).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void an_institution_without_refresh_tokens_is_no_error() {
    fixture.institution.givesRefreshTokens(false);
    assertThat(fixture.identified().refreshToken()).isEmpty();
  }

  @Test
  void without_offline_the_scope_is_not_asked_for() {
    fixture.reopen(Settings.of(fixture.settings()).offline(false).build());
    assertThat(fixture.depart().location().toString()).doesNotContain("offline_access");
  }

  @Test
  void userinfo_is_asked_only_where_configured() {
    fixture.reopen(Settings.of(fixture.settings()).userinfo(false).build());
    assertThat(fixture.identified().claims()).doesNotContainKey("affiliation");
    assertThat(fixture.institution.requests("/userinfo")).isZero();
  }

  @Test
  void an_institution_without_userinfo_endpoint_is_not_asked() {
    fixture.institution.metadata(withNull("userinfo_endpoint"));
    assertThat(fixture.identified().claims()).doesNotContainKey("affiliation");
  }

  @Test
  void null_in_userinfo_is_absence() {
    Map<String, Object> told = new HashMap<>(Map.of("sub", FakeInstitution.SUBJECT));
    told.put("department", null);
    fixture.institution.userinfo(told);
    assertThat(fixture.identified().claims()).doesNotContainKey("department");
  }

  @Test
  void the_secret_can_be_sent_in_the_form() {
    fixture.reopen(
        Settings.of(fixture.settings())
            .authentication(TokenEndpointAuthentication.CLIENT_SECRET_POST)
            .build());
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void a_public_client_sends_its_name_only() {
    fixture.institution.answer(
        "/token",
        request -> {
          String form = request.getBody().utf8();
          boolean bare =
              form.contains("client_id=gateway")
                  && !form.contains("secret")
                  && request.getHeaders().get("Authorization") == null;
          return FakeInstitution.json(bare ? 400 : 500, Map.of("error", "invalid_grant"));
        });
    fixture.reopen(
        Settings.of(fixture.settings())
            .secret(Optional.empty())
            .authentication(TokenEndpointAuthentication.NONE)
            .build());
    assertThat(fixture.logIn())
        .isEqualTo(new Arrival.Invalid("the code was answered with 400 invalid_grant"));
  }

  @Test
  void a_wrong_secret_is_an_outage_and_not_the_persons_fault() {
    fixture.reopen(
        Settings.of(fixture.settings()).secret(Optional.of(new SecretText("wrong"))).build());
    assertThat(fixture.logIn())
        .isEqualTo(new Arrival.Unavailable("the code was answered with 401 invalid_client"));
  }

  @Test
  void an_authorization_endpoint_with_a_query_of_its_own_keeps_it() {
    fixture.institution.metadata(
        Map.of("authorization_endpoint", fixture.institution.issuer() + "/authorize?tenant=a"));
    URI location = fixture.depart().location();
    assertThat(location.getRawQuery()).startsWith("tenant=a&").doesNotContain("?");
    assertThat(URLUtils.parseParameters(location.getRawQuery())).containsKeys("state", "scope");
  }

  @Test
  void the_metadata_and_keys_are_read_once_for_many_logins() {
    for (int i = 0; i < 3; i++) {
      fixture.identified();
    }
    assertThat(fixture.institution.requests("/.well-known/openid-configuration")).isEqualTo(1);
    assertThat(fixture.institution.requests("/keys")).isEqualTo(1);
  }

  @Test
  void keys_that_changed_are_read_again_once() {
    fixture.identified();
    fixture.institution.changeKeys();
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Identified.class);
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Identified.class);
    assertThat(fixture.institution.requests("/keys")).isEqualTo(2);
  }

  @Test
  void it_tells_what_the_sign_in_choice_needs() {
    assertThat(fixture.upstream.method()).isEqualTo("campus");
    assertThat(fixture.upstream.label()).isEqualTo("Campus login");
    assertThat(fixture.upstream.trouble()).isEmpty();
  }

  private static Map<String, Object> withNull(String name) {
    Map<String, Object> members = new HashMap<>();
    members.put(name, null);
    return members;
  }
}
