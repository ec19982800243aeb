package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.upstream.Upstream.Arrival;

/** The institution's own password grant. */
class InstitutionPasswordTest {
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
  void the_right_password_identifies_the_person() {
    assertThat(fixture.upstream.password("anna", FakeInstitution.PASSWORD))
        .isInstanceOfSatisfying(
            Arrival.Identified.class,
            person -> {
              assertThat(person.subject()).isEqualTo(FakeInstitution.SUBJECT);
              assertThat(person.refreshToken()).isPresent();
            });
  }

  @Test
  void a_wrong_one_is_refused() {
    assertThat(fixture.upstream.password("anna", "guess")).isInstanceOf(Arrival.Refused.class);
    assertThat(fixture.upstream.password("nobody", FakeInstitution.PASSWORD))
        .isInstanceOf(Arrival.Refused.class);
  }

  @Test
  void an_id_token_of_another_key_identifies_nobody() {
    fixture.institution.signWithAnotherKey();
    assertThat(fixture.upstream.password("anna", FakeInstitution.PASSWORD))
        .isInstanceOf(Arrival.Invalid.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#quick")
  void an_institution_that_does_not_answer_is_neither_yes_nor_no(MockResponse fault) {
    fixture.institution.answer("/token", fault);
    assertThat(fixture.upstream.password("anna", FakeInstitution.PASSWORD))
        .isInstanceOfAny(Arrival.Unavailable.class, Arrival.Invalid.class);
  }
}
