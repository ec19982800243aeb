package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.protocol.SecretText;
import org.symbolon.upstream.Upstream.Welcome;

/** What an answer to the refresh request upstream means. */
class RecheckAnswersTest {
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
  void a_rotating_institution_gives_a_new_token_and_new_claims() {
    String first = fixture.refreshToken();
    Welcome.Yes yes = yes(first);
    assertThat(yes.refreshToken()).isPresent();
    assertThat(yes.refreshToken()).get().isNotEqualTo(first);
    assertThat(yes.claims().orElseThrow()).containsEntry("preferred_username", "anna");
    assertThat(fixture.recheck(yes.refreshToken().orElseThrow())).isInstanceOf(Welcome.Yes.class);
  }

  @Test
  void an_institution_that_does_not_rotate_keeps_the_token() {
    fixture.institution.rotating(false);
    String token = fixture.refreshToken();
    assertThat(yes(token).refreshToken()).isEmpty();
    assertThat(fixture.recheck(token)).isInstanceOf(Welcome.Yes.class);
  }

  @Test
  void an_institution_that_repeats_the_token_keeps_it() {
    String token = fixture.refreshToken();
    fixture.institution.answer(
        "/token",
        FakeInstitution.json(
            200, Map.of("access_token", "a", "token_type", "Bearer", "refresh_token", token)));
    assertThat(fixture.recheck(token))
        .isEqualTo(new Welcome.Yes(Optional.empty(), Optional.empty()));
  }

  @Test
  void an_answer_without_id_token_tells_no_claims() {
    String token = fixture.refreshToken();
    fixture.institution.idTokenAtRefresh(false);
    assertThat(yes(token).claims()).isEmpty();
  }

  @Test
  void one_recheck_is_one_request() {
    String token = fixture.refreshToken();
    int before = fixture.institution.requests("/token");
    yes(token);
    assertThat(fixture.institution.requests("/token")).isEqualTo(before + 1);
  }

  @Test
  void invalid_grant_is_no() {
    String token = fixture.refreshToken();
    fixture.institution.dismissEverybody();
    assertThat(fixture.recheck(token)).isEqualTo(new Welcome.No());
  }

  @ParameterizedTest
  @CsvSource({
    "200, invalid_grant",
    "401, invalid_grant",
    "403, invalid_grant",
    "500, invalid_grant",
    "302, invalid_grant",
    "400, invalid_client",
    "401, invalid_client",
    "400, unauthorized_client",
    "400, invalid_request",
    "400, unsupported_grant_type",
    "400, INVALID_GRANT",
    "429, slow_down",
    "503, temporarily_unavailable"
  })
  void only_400_with_invalid_grant_is_no(int status, String error) {
    fixture.institution.answer("/token", FakeInstitution.json(status, Map.of("error", error)));
    assertThat(fixture.recheck("any")).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void invalid_grant_that_is_not_json_is_not_no() {
    fixture.institution.answer(
        "/token",
        new MockResponse.Builder()
            .code(400)
            .addHeader("Content-Type", "text/html")
            .body("{\"error\": \"invalid_grant\"}")
            .build());
    assertThat(fixture.recheck("any")).isInstanceOf(Welcome.CannotSay.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#quick")
  void nonsense_is_not_no(MockResponse fault) {
    fixture.institution.answer("/token", fault);
    assertThat(fixture.recheck("any")).isInstanceOf(Welcome.CannotSay.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#slow")
  void silence_is_not_no(MockResponse fault) {
    fixture.impatient();
    fixture.depart();
    fixture.institution.answer("/token", fault);
    assertThat(fixture.recheck("any")).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void a_secret_that_is_wrong_by_now_is_not_no() {
    String token = fixture.refreshToken();
    fixture.reopen(
        Settings.of(fixture.settings()).secret(Optional.of(new SecretText("changed"))).build());
    assertThat(fixture.recheck(token)).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void an_id_token_about_another_person_is_no_answer() {
    String token = fixture.refreshToken();
    fixture.institution.idToken(claims -> claims.subject("somebody else"));
    assertThat(fixture.recheck(token))
        .isEqualTo(new Welcome.CannotSay("the answer is about another person"));
  }

  @Test
  void an_id_token_of_another_issuer_is_no_answer() {
    String token = fixture.refreshToken();
    fixture.institution.idToken(claims -> claims.issuer("https://other.example"));
    assertThat(fixture.recheck(token)).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void an_expired_id_token_is_no_answer() {
    String token = fixture.refreshToken();
    fixture.institution.idToken(
        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))));
    assertThat(fixture.recheck(token)).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void a_wrongly_signed_id_token_is_no_answer() {
    String token = fixture.refreshToken();
    fixture.institution.signWithAnotherKey();
    assertThat(fixture.recheck(token)).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void an_id_token_without_readable_claims_is_no_answer() {
    String token = fixture.refreshToken();
    fixture.institution.idTokenText(text -> "eyJhbGciOiJSUzI1NiJ9.bm90LWpzb24.c2ln");
    assertThat(fixture.recheck(token)).isInstanceOf(Welcome.CannotSay.class);
  }

  @Test
  void keys_that_can_not_be_had_lose_neither_the_yes_nor_a_rotated_token() {
    String token = fixture.refreshToken();
    fixture.institution.changeKeys();
    fixture.institution.answer("/keys", Faults.status(503));
    Welcome.Yes yes = yes(token);
    assertThat(yes.refreshToken()).isPresent();
    assertThat(yes.claims()).as("not believed without the keys").isEmpty();
  }

  private Welcome.Yes yes(String token) {
    Welcome welcome = fixture.recheck(token);
    assertThat(welcome).isInstanceOf(Welcome.Yes.class);
    return (Welcome.Yes) welcome;
  }
}
