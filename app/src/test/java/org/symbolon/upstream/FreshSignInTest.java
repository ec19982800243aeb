package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.upstream.Upstream.Arrival;
import org.symbolon.upstream.Upstream.Departure;

/** What a program demands of signing in, asked of an institution that may not do it. */
class FreshSignInTest {
  private static final SignInRequest ANEW =
      new SignInRequest(true, false, Optional.empty(), Optional.empty(), Optional.empty());

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
  void the_demands_are_passed_on() {
    Map<String, List<String>> asked =
        asked(
            new SignInRequest(
                true,
                true,
                Optional.of(Duration.ofMinutes(5)),
                Optional.of("anna & co"),
                Optional.of("mfa")));
    assertThat(asked)
        .containsEntry("prompt", List.of("login select_account"))
        .containsEntry("max_age", List.of("300"))
        .containsEntry("login_hint", List.of("anna & co"));
    assertThat(asked.get("acr_values")).as("the site's own, once").containsExactly("high");
  }

  @Test
  void nothing_demanded_is_nothing_asked() {
    assertThat(asked(SignInRequest.NONE)).doesNotContainKeys("prompt", "max_age", "login_hint");
  }

  @Test
  void of_the_sites_settings_and_the_programs_demands_the_stricter_count() {
    configured(Map.of("prompt", "consent", "max_age", "600"));
    assertThat(asked(SignInRequest.NONE))
        .containsEntry("prompt", List.of("consent"))
        .containsEntry("max_age", List.of("600"));
    assertThat(asked(ANEW)).containsEntry("prompt", List.of("consent login"));
    assertThat(asked(maxAge(60))).containsEntry("max_age", List.of("60"));
    assertThat(asked(maxAge(6000))).containsEntry("max_age", List.of("600"));
    configured(Map.of("prompt", "none"));
    assertThat(asked(ANEW)).containsEntry("prompt", List.of("login"));
    assertThat(
            asked(
                new SignInRequest(
                    false, false, Optional.empty(), Optional.empty(), Optional.of("mfa"))))
        .containsEntry("acr_values", List.of("mfa"));
  }

  @Test
  void with_max_age_an_answer_without_auth_time_is_refused() {
    assertThat(logIn(maxAge(60))).isInstanceOf(Arrival.Stale.class);
  }

  @Test
  void with_max_age_an_older_sign_in_is_refused_and_a_little_skew_is_not() {
    signedIn(Duration.ofSeconds(300));
    assertThat(logIn(maxAge(60))).isInstanceOf(Arrival.Stale.class);
    signedIn(Duration.ofSeconds(90));
    assertThat(logIn(maxAge(60))).isInstanceOf(Arrival.Identified.class);
    signedIn(Duration.ofSeconds(300));
    assertThat(logIn(maxAge(600))).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void the_sites_own_max_age_is_checked_as_well() {
    configured(Map.of("max_age", "60"));
    signedIn(Duration.ofSeconds(300));
    assertThat(logIn(SignInRequest.NONE)).isInstanceOf(Arrival.Stale.class);
  }

  @Test
  void with_prompt_login_a_sign_in_from_before_is_refused() {
    signedIn(Duration.ofHours(2));
    assertThat(logIn(ANEW)).isInstanceOf(Arrival.Stale.class);
    signedIn(Duration.ZERO);
    assertThat(logIn(ANEW)).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void with_prompt_login_an_institution_that_tells_no_time_is_believed() {
    assertThat(logIn(ANEW)).isInstanceOf(Arrival.Identified.class);
  }

  @Test
  void without_demands_an_old_sign_in_is_none_of_ours_to_judge() {
    signedIn(Duration.ofDays(1));
    assertThat(logIn(SignInRequest.NONE)).isInstanceOf(Arrival.Identified.class);
  }

  private void configured(Map<String, String> parameters) {
    fixture.reopen(Settings.of(fixture.settings()).parameters(parameters).build());
  }

  private void signedIn(Duration ago) {
    fixture.institution.idToken(
        claims -> claims.claim("auth_time", Date.from(Instant.now().minus(ago))));
  }

  private Arrival logIn(SignInRequest request) {
    Departure.To departure = fixture.depart(request);
    return fixture.upstream.arrive(
        Fixture.CALLBACK, fixture.institution.logIn(departure.location()), departure.kept());
  }

  private Map<String, List<String>> asked(SignInRequest request) {
    return URLUtils.parseParameters(fixture.depart(request).location().getRawQuery());
  }

  private static SignInRequest maxAge(int seconds) {
    return new SignInRequest(
        false, false, Optional.of(Duration.ofSeconds(seconds)), Optional.empty(), Optional.empty());
  }
}
