package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.CLIENT;
import static org.symbolon.grant.Samples.EXPIRES;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.DeviceCodes.Approval;
import org.symbolon.grant.DeviceCodes.Claim;
import org.symbolon.grant.DeviceCodes.Poll;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** What every implementation of {@link DeviceCodes} does. */
public abstract class DeviceCodesContract {
  private static final Claim NOT_YOURS = new Claim.NotYours();
  private static final Poll PENDING = new Poll.Pending();
  private static final Poll UNKNOWN = new Poll.Unknown();
  private static final IssuerId OTHER_ISSUER = new IssuerId("other");

  private final SecretHash browser = Samples.hash();
  private final Ports ports;
  private final DeviceCodes codes;

  protected DeviceCodesContract(Ports ports) {
    this.ports = ports;
    this.codes = ports.deviceCodes();
  }

  @Test
  void a_user_code_in_use_is_not_given_to_another() {
    DeviceRequest request = started();

    assertThat(codes.start(withUserCode(request.userCode(), ISSUER))).isFalse();
    assertThat(codes.start(withUserCode(request.userCode(), OTHER_ISSUER))).isTrue();
    assertThat(claim(request, browser)).isEqualTo(new Claim.Claimed(request));
  }

  @Test
  void of_many_requests_with_one_user_code_one_starts() {
    String userCode = Samples.text();

    List<Boolean> started = Parallel.run(10, number -> codes.start(withUserCode(userCode, ISSUER)));

    assertThat(started).containsOnlyOnce(true);
  }

  @Test
  void a_user_code_is_free_again_once_its_device_has_its_tokens() {
    Login login = ports.begun();
    DeviceRequest request = started();
    redeem(request, approved(request, login), login, NOW);

    assertThat(codes.start(withUserCode(request.userCode(), ISSUER))).isTrue();
  }

  @Test
  void a_code_belongs_to_the_first_browser_that_enters_it() {
    DeviceRequest request = started();

    assertThat(claim(request, browser)).isEqualTo(new Claim.Claimed(request));
    assertThat(claim(request, Samples.hash())).isEqualTo(NOT_YOURS);
    assertThat(claim(request, browser)).isEqualTo(new Claim.Claimed(request));
  }

  @Test
  void of_many_browsers_that_enter_a_code_at_once_one_gets_it() {
    DeviceRequest request = started();

    List<Claim> claims = Parallel.run(20, number -> claim(request, Samples.hash()));

    assertThat(claims).containsOnlyOnce(new Claim.Claimed(request));
    assertThat(claims).filteredOn(NOT_YOURS::equals).hasSize(19);
  }

  @Test
  void an_unknown_an_expired_and_a_decided_code_look_the_same() {
    DeviceRequest request = started();
    DeviceRequest decided = started();
    claim(decided, browser);
    codes.deny(ISSUER, decided.userCode(), browser, NOW);

    assertThat(codes.claim(ISSUER, Samples.text(), browser, NOW)).isEqualTo(NOT_YOURS);
    assertThat(codes.claim(OTHER_ISSUER, request.userCode(), browser, NOW)).isEqualTo(NOT_YOURS);
    assertThat(codes.claim(ISSUER, request.userCode(), browser, request.expires()))
        .isEqualTo(NOT_YOURS);
    assertThat(claim(decided, browser)).isEqualTo(NOT_YOURS);
  }

  @Test
  void only_the_browser_that_holds_a_code_decides_and_only_once() {
    Login login = ports.begun();
    DeviceRequest request = started();
    Approval approval = approval(login);

    assertThat(approve(request, browser, approval)).as("nobody holds it").isFalse();
    claim(request, browser);
    assertThat(approve(request, Samples.hash(), approval)).as("another browser").isFalse();
    assertThat(codes.deny(ISSUER, request.userCode(), Samples.hash(), NOW)).isFalse();
    assertThat(codes.approve(OTHER_ISSUER, request.userCode(), browser, approval, NOW)).isFalse();
    assertThat(approve(request, browser, approval)).isTrue();
    assertThat(approve(request, browser, approval)).as("a second time").isFalse();
    assertThat(codes.deny(ISSUER, request.userCode(), browser, NOW)).isFalse();
  }

  @Test
  void of_approve_and_deny_pressed_at_once_one_counts() {
    Login login = ports.begun();
    DeviceRequest request = started();
    claim(request, browser);
    Approval approval = approval(login);

    List<Boolean> decided =
        Parallel.run(
            20,
            number ->
                number % 2 == 0
                    ? approve(request, browser, approval)
                    : codes.deny(ISSUER, request.userCode(), browser, NOW));

    assertThat(decided).containsOnlyOnce(true);
  }

  @Test
  void an_expired_code_cannot_be_decided() {
    DeviceRequest request = started();
    claim(request, browser);
    Approval approval = approval(ports.begun());
    Instant expired = request.expires();

    assertThat(codes.approve(ISSUER, request.userCode(), browser, approval, expired)).isFalse();
    assertThat(codes.deny(ISSUER, request.userCode(), browser, expired)).isFalse();
  }

  @Test
  void polls_at_the_interval_stay_pending() {
    DeviceRequest request = started();

    assertThat(poll(request, NOW)).isEqualTo(PENDING);
    assertThat(poll(request, NOW.plusSeconds(5))).isEqualTo(PENDING);
    claim(request, browser);
    assertThat(poll(request, NOW.plusSeconds(10))).isEqualTo(PENDING);
  }

  @Test
  void polling_too_soon_widens_the_interval_for_good() {
    DeviceRequest request = started();
    poll(request, NOW);

    assertThat(poll(request, NOW.plusMillis(4_999))).isEqualTo(slowDown(10));
    assertThat(poll(request, NOW.plusMillis(9_999))).as("sooner than 10 s").isEqualTo(slowDown(15));
    assertThat(poll(request, NOW.plusMillis(24_999))).isEqualTo(PENDING);
    assertThat(poll(request, NOW.plusMillis(39_998))).as("for good").isEqualTo(slowDown(20));
  }

  @Test
  void a_request_is_shown_with_the_interval_that_was_announced() {
    DeviceRequest request = started();
    poll(request, NOW);
    poll(request, NOW);

    assertThat(claim(request, browser)).isEqualTo(new Claim.Claimed(request));
  }

  @Test
  void nobody_but_its_client_at_its_issuer_knows_a_device_code() {
    DeviceRequest request = started();

    assertThat(codes.poll(ISSUER, CLIENT, Samples.hash(), NOW)).isEqualTo(UNKNOWN);
    assertThat(codes.poll(OTHER_ISSUER, CLIENT, request.deviceCode(), NOW)).isEqualTo(UNKNOWN);
    assertThat(codes.poll(ISSUER, new ClientId("other"), request.deviceCode(), NOW))
        .isEqualTo(UNKNOWN);
    assertThat(poll(request, NOW)).as("not slowed by others' polls").isEqualTo(PENDING);
  }

  @Test
  void a_poll_tells_of_denial_and_of_expiry() {
    DeviceRequest denied = started();
    claim(denied, browser);
    codes.deny(ISSUER, denied.userCode(), browser, NOW);
    DeviceRequest expired = started();

    assertThat(poll(denied, NOW)).isEqualTo(new Poll.Denied());
    assertThat(poll(expired, expired.expires())).isEqualTo(new Poll.Expired());
  }

  @Test
  void a_poll_tells_what_was_approved_as_often_as_asked_and_redeems_nothing() {
    Login login = ports.begun();
    DeviceRequest request = started();
    Approval approval = approved(request, login);
    Poll approved = new Poll.Approved(request, approval, login, true);

    assertThat(poll(request, NOW)).isEqualTo(approved);
    assertThat(poll(request, NOW)).isEqualTo(approved);
    assertThat(redeem(request, approval, login, NOW)).isTrue();
    assertThat(poll(request, NOW)).isEqualTo(UNKNOWN);
  }

  @Test
  void an_approval_expires_with_its_code() {
    Login login = ports.begun();
    DeviceRequest request = started();
    Approval approval = approved(request, login);

    assertThat(poll(request, request.expires())).isEqualTo(new Poll.Expired());
    assertThat(redeem(request, approval, login, request.expires())).isFalse();
  }

  @Test
  void an_approval_says_when_its_login_has_ended() {
    Login login = ports.begun();
    DeviceRequest request = started();
    Approval approval = approved(request, login);
    ports.grants().end(login.grant().id(), "test", NOW);

    Login ended =
        new Login(
            ports.grants().find(login.grant().id()).orElseThrow(),
            login.person(),
            login.claims(),
            login.upstreamRefreshToken(),
            login.lastGood(),
            login.lastAsked());
    assertThat(poll(request, NOW)).isEqualTo(new Poll.Approved(request, approval, ended, false));
    assertThat(redeem(request, approval, login, NOW)).isFalse();
  }

  @Test
  void only_an_approved_code_can_be_redeemed() {
    Login login = ports.begun();
    DeviceRequest pending = started();
    DeviceRequest denied = started();
    claim(denied, browser);
    codes.deny(ISSUER, denied.userCode(), browser, NOW);
    Approval approval = approval(login);

    assertThat(redeem(pending, approval, login, NOW)).isFalse();
    assertThat(redeem(denied, approval, login, NOW)).isFalse();
    assertThat(redeem(Samples.deviceRequest(), approval, login, NOW)).isFalse();
  }

  @Test
  void a_device_code_can_be_redeemed_only_once_and_with_its_family() {
    Login login = ports.begun();
    DeviceRequest request = started();
    Approval approval = approved(request, login);

    List<Boolean> redemptions = Parallel.run(40, number -> redeem(request, approval, login, NOW));

    assertThat(redemptions).containsOnlyOnce(true);
    assertThat(ports.families().find(approval.grant())).isPresent();
    assertThat(ports.grants().find(approval.grant()).flatMap(Grant::ended)).isEmpty();
  }

  @Test
  void a_redeemed_code_that_nobody_replays_leaves_its_grant_alone() {
    Login login = ports.begun();
    DeviceRequest request = started();
    Approval approval = approved(request, login);
    redeem(request, approval, login, NOW);
    poll(request, NOW);

    assertThat(ports.families().find(approval.grant()).map(Family::alive)).contains(true);
  }

  private static Poll slowDown(int seconds) {
    return new Poll.SlowDown(Duration.ofSeconds(seconds));
  }

  private DeviceRequest started() {
    DeviceRequest request = Samples.deviceRequest();
    assertThat(codes.start(request)).isTrue();
    return request;
  }

  private static DeviceRequest withUserCode(String userCode, IssuerId issuer) {
    DeviceRequest other = Samples.deviceRequest();
    return new DeviceRequest(
        other.deviceCode(),
        userCode,
        issuer,
        other.client(),
        other.requestedScope(),
        other.audiences(),
        other.askedFrom(),
        other.asked(),
        other.expires(),
        other.interval());
  }

  private Claim claim(DeviceRequest request, SecretHash who) {
    return codes.claim(ISSUER, request.userCode(), who, NOW);
  }

  private boolean approve(DeviceRequest request, SecretHash who, Approval approval) {
    return codes.approve(ISSUER, request.userCode(), who, approval, NOW);
  }

  private Approval approval(Login login) {
    return new Approval(
        Samples.id(),
        login.grant().id(),
        "storage.read:/data",
        List.of("https://storage.example"),
        true);
  }

  private Approval approved(DeviceRequest request, Login login) {
    Approval approval = approval(login);
    claim(request, browser);
    assertThat(approve(request, browser, approval)).isTrue();
    return approval;
  }

  private Poll poll(DeviceRequest request, Instant now) {
    return codes.poll(ISSUER, CLIENT, request.deviceCode(), now);
  }

  private boolean redeem(DeviceRequest request, Approval approval, Login login, Instant now) {
    return codes.redeem(
        request.deviceCode(),
        Samples.below(login.grant(), approval.grant(), EXPIRES),
        Optional.of(Samples.family()),
        now);
  }
}
