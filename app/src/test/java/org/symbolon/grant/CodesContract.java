package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symbolon.grant.Samples.EXPIRES;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Codes.Issued;
import org.symbolon.grant.Codes.Redemption;

/** What every implementation of {@link Codes} does. */
public abstract class CodesContract {
  private static final Redemption REDEEMED = new Redemption.Redeemed();
  private static final Redemption REPLAYED = new Redemption.Replayed();
  private static final Redemption GONE = new Redemption.Gone();

  private final Ports ports;
  private final Codes codes;

  protected CodesContract(Ports ports) {
    this.ports = ports;
    this.codes = ports.codes();
  }

  @BeforeEach
  void set_clock() {
    ports.setClock(NOW);
  }

  @Test
  void a_code_is_found_with_its_login() {
    Login login = ports.begun();
    Code code = issued(login);

    assertThat(codes.find(code.hash())).contains(new Issued(code, login, true));
  }

  @Test
  void an_unknown_code_is_absent() {
    assertThat(codes.find(Samples.hash())).isEmpty();
  }

  @Test
  void a_redeemed_code_is_still_found_and_says_so() {
    Login login = ports.begun();
    Code code = issued(login);
    redeem(code, login, NOW);

    assertThat(codes.find(code.hash()).flatMap(found -> found.code().redeemed())).contains(NOW);
  }

  @Test
  void a_code_says_when_its_login_has_ended_or_expired() {
    Login ended = ports.begun();
    Code ofEnded = issued(ended);
    ports.grants().end(ended.grant().id(), "test", NOW);
    Login expiring =
        ports.begun(Samples.login(Samples.person(), "user" + Samples.text(), NOW.plusSeconds(30)));
    Code ofExpiring = issued(expiring);

    assertThat(codes.find(ofEnded.hash()).map(Issued::loginAlive)).contains(false);
    assertThat(codes.find(ofExpiring.hash()).map(Issued::loginAlive)).contains(true);
    ports.setClock(NOW.plusSeconds(30));
    assertThat(codes.find(ofExpiring.hash()).map(Issued::loginAlive)).contains(false);
  }

  @Test
  void redeeming_stores_the_grant_and_its_family() {
    Login login = ports.begun();
    Code code = issued(login);
    Grant grant = grantOf(code, login);

    assertThat(codes.redeem(code.hash(), grant, Optional.of(Samples.family()), NOW))
        .isEqualTo(REDEEMED);

    assertThat(ports.grants().find(grant.id())).contains(grant);
    NewFamily family = Samples.family();
    assertThat(ports.families().find(grant.id()))
        .contains(new Family(grant, login, 0, family.keyId(), family.idleExpires(), true));
  }

  @Test
  void a_family_is_made_only_where_one_is_wanted() {
    Login login = ports.begun();
    Code code = issued(login);

    redeem(code, login, NOW);

    assertThat(ports.grants().find(code.grant())).isPresent();
    assertThat(ports.families().find(code.grant())).isEmpty();
  }

  @Test
  void a_second_use_of_a_code_ends_what_came_from_it_for_good() {
    Login login = ports.begun();
    Code code = issued(login);
    redeem(code, login, NOW);

    assertThat(redeem(code, login, NOW.plusSeconds(1))).isEqualTo(REPLAYED);

    Grant ended = ports.grants().find(code.grant()).orElseThrow();
    assertThat(ended.ended().map(Grant.Ended::at)).contains(NOW.plusSeconds(1));
    assertThat(ports.grants().alive(login.grant().lineage(), NOW)).isTrue();
    assertThat(redeem(code, login, NOW.plusSeconds(2))).isEqualTo(REPLAYED);
  }

  @Test
  void a_second_use_is_a_replay_even_after_the_code_has_expired() {
    Login login = ports.begun();
    Code code = issued(login);
    redeem(code, login, NOW);

    assertThat(redeem(code, login, code.expires().plusSeconds(600))).isEqualTo(REPLAYED);

    assertThat(ports.grants().find(code.grant()).flatMap(Grant::ended)).isPresent();
  }

  @Test
  void of_many_parallel_uses_of_a_code_one_redeems_it() {
    Login login = ports.begun();
    Code code = issued(login);

    List<Redemption> redemptions = Parallel.run(40, number -> redeem(code, login, NOW));

    assertThat(redemptions).containsOnlyOnce(REDEEMED);
    assertThat(redemptions).filteredOn(REPLAYED::equals).hasSize(39);
    assertThat(ports.grants().find(code.grant()).flatMap(Grant::ended)).isPresent();
  }

  @Test
  void an_expired_code_is_gone_and_leaves_nothing() {
    Login login = ports.begun();
    Code code = issued(login);

    assertThat(redeem(code, login, code.expires())).isEqualTo(GONE);

    assertThat(ports.grants().find(code.grant())).isEmpty();
    assertThat(redeem(code, login, code.expires().minusMillis(1))).isEqualTo(REDEEMED);
  }

  @Test
  void an_unknown_code_is_gone() {
    Login login = ports.begun();

    assertThat(redeem(Samples.code(login), login, NOW)).isEqualTo(GONE);
  }

  @Test
  void a_code_is_gone_with_its_login() {
    Login login = ports.begun();
    Code code = issued(login);
    ports.grants().end(login.grant().id(), "test", NOW);

    assertThat(redeem(code, login, NOW)).isEqualTo(GONE);
    assertThat(ports.grants().find(code.grant())).isEmpty();
  }

  @Test
  void a_redemption_that_fails_half_way_consumes_nothing() {
    Login login = ports.begun();
    Code code = issued(login);
    Grant another = Samples.below(login.grant());

    assertThatThrownBy(() -> codes.redeem(code.hash(), another, Optional.empty(), NOW))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(ports.grants().find(another.id())).isEmpty();
    assertThat(redeem(code, login, NOW)).isEqualTo(REDEEMED);
  }

  private Code issued(Login login) {
    Code code = Samples.code(login);
    codes.issue(code);
    return code;
  }

  private Redemption redeem(Code code, Login login, Instant now) {
    return codes.redeem(code.hash(), grantOf(code, login), Optional.empty(), now);
  }

  private static Grant grantOf(Code code, Login login) {
    return Samples.below(login.grant(), code.grant(), EXPIRES);
  }
}
