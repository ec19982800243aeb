package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Samples;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.GrantId;

class RecheckerTest extends Rechecking {
  @Test
  void the_institution_is_not_asked_before_the_interval_is_over() {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(EVERY.minusMillis(1));
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(asked()).isEqualTo(before);
  }

  @Test
  void a_tolerance_shorter_than_the_interval_is_about_outages_only() {
    Issuer.Recheck strict = new Issuer.Recheck(EVERY, Duration.ZERO);
    GrantId login = held(fixture.refreshToken());
    later(EVERY.minusMillis(1));
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.StillWelcome.class);
    later(Duration.ofMillis(1));
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.StillWelcome.class);
    fixture.institution.answer("/token", Faults.status(503));
    later(EVERY);
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.OutageTooLong.class);
    later(Duration.ofMinutes(1));
    assertThat(rechecker.recheck(find(login), strict)).isInstanceOf(Rechecked.OutageTooLong.class);
  }

  @Test
  void the_institution_is_asked_once_the_interval_is_over() {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(asked()).isEqualTo(before + 1);
    assertThat(find(login).lastGood()).isEqualTo(clock.instant());
  }

  @Test
  void new_claims_replace_old_ones_and_the_rest_stays() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.idToken(claims -> claims.claim("email", "new@campus.example"));
    later(EVERY);
    Rechecked.StillWelcome welcome = (Rechecked.StillWelcome) recheck(login);
    assertThat(welcome.login().claims())
        .containsEntry("email", "new@campus.example")
        .containsEntry("affiliation", "staff");
    assertThat(find(login).claims()).isEqualTo(welcome.login().claims());
  }

  @Test
  void no_ends_everything_that_came_from_the_login() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.dismissEverybody();
    later(EVERY);
    assertThat(recheck(login)).isEqualTo(new Rechecked.NotWelcome());
    assertThat(store.grants().alive(List.of(login), clock.instant())).isFalse();
    assertThat(store.logins().find(login).filter(found -> found.grant().ended().isEmpty()))
        .isEmpty();
    assertThat(events)
        .containsExactly(
            new Event.UpstreamSaidNo(Samples.ISSUER, "campus", person().key(), login),
            new Event.GrantEnded(
                Samples.ISSUER, login, "the institution no longer vouches for this person"));
  }

  @Test
  void an_ended_or_expired_login_is_not_asked_about() {
    GrantId login = held(fixture.refreshToken());
    Login before = find(login);
    int requests = asked();
    store.grants().end(login, "signed out", clock.instant());
    later(EVERY);
    assertThat(rechecker.recheck(before, RULE)).isEqualTo(new Rechecked.NotWelcome());
    GrantId other = held(fixture.refreshToken());
    Login expiring = find(other);
    clock.set(expiring.grant().expires());
    assertThat(rechecker.recheck(expiring, RULE)).isEqualTo(new Rechecked.NotWelcome());
    assertThat(asked()).isEqualTo(requests + 1);
  }

  @Test
  void cannot_say_is_tolerated_since_the_last_good_answer_and_no_longer() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.answer("/token", Faults.status(503));
    later(TOLERANCE);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    later(Duration.ofMillis(1));
    assertThat(recheck(login)).isInstanceOf(Rechecked.OutageTooLong.class);
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.OutageTooLong.class);
    assertThat(store.grants().alive(List.of(login), clock.instant())).as("down is not no").isTrue();
    fixture.institution.behave("/token");
    later(EVERY);
    assertThat(recheck(login)).as("and it heals").isInstanceOf(Rechecked.StillWelcome.class);
  }

  @Test
  void an_institution_that_is_down_is_asked_no_more_often_than_one_that_is_up() {
    GrantId login = held(fixture.refreshToken());
    int before = asked();
    fixture.institution.answer("/token", Faults.status(500));
    later(EVERY);
    recheck(login);
    recheck(login);
    assertThat(asked()).isEqualTo(before + 1);
  }

  @Test
  void each_doubt_is_reported_with_its_reason_and_its_age() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.answer("/token", Faults.status(429));
    later(EVERY);
    recheck(login);
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.UpstreamCannotSay.class,
            event -> {
              assertThat(event.login()).isEqualTo(login);
              assertThat(event.why()).contains("429");
              assertThat(event.sinceLastGood()).isEqualTo(EVERY);
              assertThat(event.tolerated()).isTrue();
            });
  }

  @Test
  void a_login_without_refresh_token_is_welcome_until_it_expires() {
    GrantId login = hold(Optional.empty());
    later(Duration.ofDays(20));
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(asked()).isZero();
    assertThat(events).isEmpty();
  }

  @Test
  void a_login_method_that_is_gone_can_not_say() {
    GrantId login = held(fixture.refreshToken());
    Rechecker without =
        new Rechecker(store.logins(), store.grants(), tokens, Map.of(), events::add, clock);
    later(EVERY);
    assertThat(without.recheck(find(login), RULE)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(events).singleElement().isInstanceOf(Event.UpstreamCannotSay.class);
  }
}
