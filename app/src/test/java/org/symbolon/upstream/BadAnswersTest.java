package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.upstream.Upstream.Arrival;

/** Answers that arrive whole and must not be believed. */
class BadAnswersTest {
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
  void an_id_token_of_another_issuer_is_not_accepted() {
    invalidWith(claims -> claims.issuer("https://other.example"));
  }

  @Test
  void an_id_token_for_another_audience_is_not_accepted() {
    invalidWith(claims -> claims.audience("somebody-else"));
  }

  @Test
  void an_id_token_for_several_audiences_must_name_this_client_as_its_party() {
    invalidWith(claims -> claims.audience(List.of("gateway", "other")));
    invalidWith(claims -> claims.audience(List.of("gateway", "other")).claim("azp", "other"));
    fixture.institution.idToken(
        claims -> claims.audience(List.of("gateway", "other")).claim("azp", "gateway"));
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void an_id_token_issued_to_another_party_is_not_accepted() {
    invalidWith(claims -> claims.claim("azp", "other"));
  }

  @Test
  void an_id_token_without_nonce_is_not_accepted() {
    invalidWith(claims -> claims.claim("nonce", null));
  }

  @Test
  void an_id_token_with_another_nonce_is_not_accepted() {
    invalidWith(claims -> claims.claim("nonce", "of another login"));
  }

  @Test
  void an_expired_id_token_is_not_accepted() {
    invalidWith(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
  }

  @Test
  void an_id_token_from_the_future_is_not_accepted() {
    invalidWith(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(300))));
  }

  @Test
  void an_id_token_without_subject_is_not_accepted() {
    invalidWith(claims -> claims.subject(null));
  }

  @Test
  void a_subject_longer_than_255_characters_is_not_accepted() {
    invalidWith(claims -> claims.subject("a".repeat(256)));
  }

  @Test
  void an_id_token_signed_with_an_unpublished_key_is_not_accepted() {
    fixture.institution.signWithAnotherKey();
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void an_unsigned_id_token_is_not_accepted_even_where_the_metadata_list_none() {
    fixture.institution.idTokenText(token -> new PlainJWT(claimsOf(token)).serialize());
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void an_id_token_signed_with_the_client_secret_is_not_accepted_even_where_the_metadata_list_it() {
    fixture.institution.idTokenText(
        token -> hmac(claimsOf(token), FakeInstitution.SECRET.getBytes(StandardCharsets.UTF_8)));
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void an_id_token_signed_with_the_public_key_as_a_secret_is_not_accepted() {
    byte[] publicKey =
        fixture.institution.rsaKey().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    fixture.institution.idTokenText(token -> hmac(claimsOf(token), publicKey));
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void an_accepted_algorithm_is_one_of_the_configured_ones() {
    fixture.reopen(Settings.of(fixture.settings()).algorithms(List.of("ES256")).build());
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
    fixture.institution.signWithEc();
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void a_token_answer_without_id_token_identifies_nobody() {
    fixture.institution.answer(
        "/token", FakeInstitution.json(200, Map.of("access_token", "a", "token_type", "Bearer")));
    assertThat(fixture.logIn()).isEqualTo(new Arrival.Invalid("the token answer has no ID token"));
  }

  @Test
  void a_code_counts_once() {
    Upstream.Departure.To departure = fixture.depart();
    Map<String, List<String>> back = fixture.institution.logIn(departure.location());
    assertThat(fixture.upstream.arrive(Fixture.CALLBACK, back, departure.kept()))
        .isInstanceOf(Arrival.Identified.class);
    assertThat(fixture.upstream.arrive(Fixture.CALLBACK, back, departure.kept()))
        .isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void a_code_of_another_login_does_not_fit_the_verifier() {
    Map<String, List<String>> other = fixture.institution.logIn(fixture.depart().location());
    assertThat(fixture.logIn(parameters -> with(other, "state", state(parameters))))
        .isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void userinfo_about_another_subject_is_not_accepted() {
    fixture.institution.userinfo(Map.of("sub", "somebody else", "email", "x@y.example"));
    assertThat(fixture.logIn()).isEqualTo(new Arrival.Invalid("userinfo is about another subject"));
  }

  @Test
  void userinfo_does_not_say_how_somebody_signed_in() {
    fixture.institution.userinfo(
        Map.of(
            "sub", FakeInstitution.SUBJECT, "acr", "mfa", "amr", "otp", "department", "physics"));
    assertThat(fixture.identified().claims())
        .containsEntry("department", "physics")
        .doesNotContainKeys("acr", "amr");
  }

  @Test
  void userinfo_without_subject_is_not_accepted() {
    fixture.institution.userinfo(Map.of("email", "x@y.example"));
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void a_callback_with_another_state_is_not_accepted() {
    invalidCallback(parameters -> with(parameters, "state", "forged"));
    invalidCallback(parameters -> without(parameters, "state"));
    assertThat(fixture.institution.requests("/token")).isZero();
  }

  @Test
  void a_callback_from_another_issuer_is_not_accepted() {
    invalidCallback(parameters -> with(parameters, "iss", "https://evil.example"));
    assertThat(fixture.institution.requests("/token")).isZero();
  }

  @Test
  void a_callback_without_issuer_is_accepted_only_from_an_institution_that_promises_none() {
    invalidCallback(parameters -> without(parameters, "iss"));
    fixture.institution.promisesIssuer(false);
    fixture.reopen(fixture.settings());
    assertThat(fixture.logIn(parameters -> without(parameters, "iss")))
        .isInstanceOf(Arrival.Identified.class);
    invalidCallback(parameters -> with(parameters, "iss", "https://evil.example"));
  }

  @Test
  void a_callback_with_a_repeated_parameter_is_not_accepted() {
    invalidCallback(
        parameters -> {
          Map<String, List<String>> changed = new HashMap<>(parameters);
          changed.put("code", List.of("a", "b"));
          return changed;
        });
  }

  @Test
  void a_callback_without_code_is_not_accepted() {
    invalidCallback(parameters -> without(parameters, "code"));
    invalidCallback(parameters -> with(parameters, "code", ""));
  }

  @Test
  void a_callback_can_not_pass_for_a_logout() {
    assertThat(
            fixture.logIn(
                parameters -> with(with(parameters, "sid", "a"), "logout_token", "e30.e30.")))
        .isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void a_callback_without_what_was_kept_is_not_accepted() {
    Upstream.Departure.To departure = fixture.depart();
    for (String lost : List.of("state", "nonce", "verifier")) {
      Map<String, String> kept = new HashMap<>(departure.kept());
      kept.remove(lost);
      assertThat(
              fixture.upstream.arrive(
                  Fixture.CALLBACK, fixture.institution.logIn(departure.location()), kept))
          .as(lost)
          .isInstanceOf(Arrival.Invalid.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_denied", "login_required", "consent_required"})
  void a_person_who_cancels_is_refused(String error) {
    assertThat(fixture.logIn(parameters -> failed(parameters, error)))
        .isEqualTo(new Arrival.Refused(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporarily_unavailable", "server_error"})
  void an_institution_that_says_it_is_down_is_unavailable(String error) {
    assertThat(fixture.logIn(parameters -> failed(parameters, error)))
        .isInstanceOf(Arrival.Unavailable.class);
  }

  @Test
  void any_other_error_is_a_failed_login() {
    assertThat(fixture.logIn(parameters -> failed(parameters, "invalid_scope")))
        .isInstanceOf(Arrival.Invalid.class);
  }

  @Test
  void an_error_with_another_state_is_not_believed() {
    assertThat(
            fixture.logIn(
                parameters -> with(failed(parameters, "access_denied"), "state", "forged")))
        .isInstanceOf(Arrival.Invalid.class);
  }

  private void invalidWith(UnaryOperator<JWTClaimsSet.Builder> change) {
    fixture.institution.idToken(change);
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Invalid.class);
  }

  private void invalidCallback(UnaryOperator<Map<String, List<String>>> change) {
    assertThat(fixture.logIn(change)).isInstanceOf(Arrival.Invalid.class);
  }

  private static String state(Map<String, List<String>> parameters) {
    return parameters.getOrDefault("state", List.of()).getFirst();
  }

  private static Map<String, List<String>> failed(
      Map<String, List<String>> parameters, String error) {
    return with(without(parameters, "code"), "error", error);
  }

  private static Map<String, List<String>> with(
      Map<String, List<String>> parameters, String name, String value) {
    Map<String, List<String>> changed = new HashMap<>(parameters);
    changed.put(name, List.of(value));
    return changed;
  }

  private static Map<String, List<String>> without(
      Map<String, List<String>> parameters, String name) {
    Map<String, List<String>> changed = new HashMap<>(parameters);
    changed.remove(name);
    return changed;
  }

  private static JWTClaimsSet claimsOf(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static String hmac(JWTClaimsSet claims, byte[] secret) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims);
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
