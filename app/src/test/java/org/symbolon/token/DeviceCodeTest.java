package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.deviceForm;
import static org.symbolon.token.TokenSite.refreshForm;
import static org.symbolon.token.TokenSite.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Parallel;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.store.TestDatabases;

/** Polling (RFC 8628 §3.4, §3.5). */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class DeviceCodeTest {
  private final TokenSite site;
  private final Approval approval;

  DeviceCodeTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
    approval = site.approval();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_poll_is_pending_until_the_person_has_decided() {
    String code = approval.deviceCode();
    for (int poll = 0; poll < 5; poll++) {
      assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
      site.later(Approval.INTERVAL);
    }
    approval.approve(code);
    TokenAnswer answer = site.post(deviceForm(code));
    assertThat(answer.scope()).isEqualTo(Approval.SCOPES);
    assertThat(answer.refreshToken()).isPresent();
    assertThat(answer.idToken()).isPresent();
    assertThat(site.read(answer).subject()).isEqualTo("ana");
    assertThat(site.read(answer).audiences()).containsExactly(SiteSettings.STORAGE);
    assertThat(site.post(refreshForm(answer.refreshToken().orElseThrow())).scope())
        .isEqualTo(Approval.SCOPES);
  }

  @Test
  void slow_down_really_widens_the_interval() {
    String code = approval.deviceCode();
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
    site.later(Duration.ofMillis(4999));
    ProtocolError tooSoon = site.refused(deviceForm(code));
    assertThat(tooSoon.code()).isEqualTo(ErrorCode.SLOW_DOWN);
    assertThat(tooSoon.description()).contains("10 seconds");
    site.later(Duration.ofMillis(9999));
    assertThat(site.refused(deviceForm(code)).description()).contains("15 seconds");
    site.later(Duration.ofSeconds(15));
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
    site.later(Duration.ofSeconds(15));
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
  }

  @Test
  void an_impatient_client_still_gets_its_token_once_approved() {
    String code = approval.deviceCode();
    poll(code);
    poll(code);
    approval.approve(code);
    assertThat(site.post(deviceForm(code)).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void a_denied_code_is_access_denied_however_often_it_is_polled() {
    String code = approval.deviceCode();
    approval.deny(code);
    assertThat(poll(code)).isEqualTo(ErrorCode.ACCESS_DENIED);
    assertThat(poll(code)).isEqualTo(ErrorCode.ACCESS_DENIED);
  }

  @Test
  void a_code_that_nobody_decided_on_expires() {
    String code = approval.deviceCode();
    site.later(Duration.ofMinutes(15).minusMillis(1));
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
    site.later(Duration.ofMillis(1));
    assertThat(poll(code)).isEqualTo(ErrorCode.EXPIRED_TOKEN);
  }

  @Test
  void an_approved_code_that_nobody_fetched_expires() {
    String code = approval.deviceCode();
    approval.approve(code);
    site.later(Duration.ofMinutes(15));
    assertThat(poll(code)).isEqualTo(ErrorCode.EXPIRED_TOKEN);
  }

  @Test
  void a_code_is_bound_to_its_client_and_issuer() {
    String code = approval.deviceCode();
    approval.approve(code);
    assertThat(site.code(with(deviceForm(code), "client_id", Optional.of("other"))))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    try (TokenSite south = new TokenSite(TestDatabases.Kind.SQLITE)) {
      assertThat(south.code(deviceForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(deviceForm(code));
  }

  @Test
  void polls_of_another_client_do_not_slow_its_own_down() {
    String code = approval.deviceCode();
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
    for (int poll = 0; poll < 3; poll++) {
      site.code(with(deviceForm(code), "client_id", Optional.of("other")));
    }
    site.later(Approval.INTERVAL);
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
  }

  @Test
  void an_unknown_code_is_an_invalid_grant() {
    for (String code : List.of("unknown", "\u0000", "' OR 1=1 --", "x".repeat(16_384))) {
      assertThat(poll(code)).isEqualTo(ErrorCode.INVALID_GRANT);
    }
  }

  @Test
  void a_device_code_is_no_authorization_code_and_the_reverse() {
    String code = approval.deviceCode();
    approval.approve(code);
    assertThat(site.code(TokenSite.codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(poll(site.approval().code())).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_device_code_can_be_redeemed_only_once() {
    String code = approval.deviceCode();
    approval.approve(code);
    site.post(deviceForm(code));
    assertThat(poll(code)).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void of_many_polls_at_once_one_redeems() {
    String code = approval.deviceCode();
    approval.approve(code);
    List<Optional<ErrorCode>> answers =
        Parallel.run(
            12,
            number -> {
              try {
                site.post(deviceForm(code));
                return Optional.empty();
              } catch (ProtocolException refused) {
                return Optional.of(refused.error().code());
              }
            });
    assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(answers)
        .filteredOn(Optional::isPresent)
        .containsOnly(Optional.of(ErrorCode.INVALID_GRANT));
  }

  @Test
  void a_poll_that_loses_the_race_gets_nothing_and_ends_nothing() {
    String code = approval.deviceCode();
    approval.approve(code);
    site.anotherNodeIsFaster(deviceForm(code));
    assertThat(poll(code)).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(approval.grant())).isTrue();
    assertThat(site.events(Event.CodeReplayed.class)).isEmpty();
    assertThat(site.events(Event.TokenIssued.class)).hasSize(1);
  }

  @Test
  void a_login_that_ends_while_rights_are_asked_gives_nothing() {
    Login login = site.login();
    String code = approval.of(login).deviceCode();
    approval.approve(code);
    site.resolver()
        .meanwhile(() -> site.store().grants().end(login.grant().id(), "logged out", site.now()));
    assertThat(poll(code)).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.store().grants().find(approval.grant())).isEmpty();
  }

  @Test
  void an_approval_whose_login_has_ended_gives_nothing() {
    Login login = site.login();
    String code = approval.of(login).deviceCode();
    approval.approve(code);
    site.store().grants().end(login.grant().id(), "logged out", site.now());
    assertThat(poll(code)).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void while_a_source_is_down_an_approved_device_just_stays_pending() {
    String code = approval.deviceCode();
    approval.approve(code);
    site.resolver().judging(false);
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
    site.resolver().judging(true);
    site.resolver().accounts(new AccountAnswer.Unavailable("no route"));
    assertThat(poll(code)).isEqualTo(ErrorCode.AUTHORIZATION_PENDING);
    site.resolver().accountsAsAlways();
    assertThat(site.post(deviceForm(code)).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void rights_lost_since_the_approval_are_not_in_the_token() {
    String code = approval.deviceCode();
    approval.approve(code);
    site.resolver().forbid("storage.create:/data/ana");
    TokenAnswer answer = site.post(deviceForm(code));
    assertThat(answer.scope()).isEqualTo("openid offline_access storage.read:/data");
    site.resolver().allow("storage.create:/data/ana");
    assertThat(site.post(refreshForm(answer.refreshToken().orElseThrow())).scope())
        .isEqualTo(Approval.SCOPES);
  }

  @Test
  void no_refresh_token_comes_where_none_was_asked_for_or_the_client_has_not_the_grant() {
    String code = approval.online().deviceCode();
    approval.approve(code);
    assertThat(site.post(deviceForm(code)).refreshToken()).isEmpty();
    Approval online = site.approval().client("online");
    String other = online.deviceCode();
    online.approve(other);
    assertThat(
            site.post(with(deviceForm(other), "client_id", Optional.of("online"))).refreshToken())
        .isEmpty();
  }

  @Test
  void audiences_may_be_chosen_when_polling() {
    String code = approval.deviceCode();
    approval.approve(code);
    assertThat(site.code(deviceForm(code, "audience", "https://elsewhere.org")))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    TokenAnswer answer = site.post(deviceForm(code, "audience", "https://a.example"));
    assertThat(site.read(answer).audiences()).containsExactly("https://a.example");
    TokenAnswer next = site.post(refreshForm(answer.refreshToken().orElseThrow()));
    assertThat(site.read(next).audiences()).containsExactly(SiteSettings.STORAGE);
  }

  @Test
  void a_client_without_the_grant_is_refused() {
    String code = approval.client("keeper").deviceCode();
    assertThat(site.code(with(deviceForm(code), "client_id", Optional.of("keeper"))))
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device_code", "client_id"})
  void a_parameter_given_twice_or_oversized_is_an_invalid_request(String name) {
    String code = approval.deviceCode();
    assertThat(site.code(deviceForm(code, name, "again"))).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(with(deviceForm(code), name, Optional.of("x".repeat(16_385)))))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_missing_device_code_is_an_invalid_request() {
    assertThat(poll("")).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(with(deviceForm(""), "device_code", Optional.empty())))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private ErrorCode poll(String code) {
    return site.code(deviceForm(code));
  }
}
