package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;

/** What becomes of the institution's tokens when they are used to ask again. */
class RecheckedTokensTest extends Rechecking {
  @Test
  void a_rotated_token_is_stored_before_the_answer_is_used() {
    GrantId login = held(fixture.refreshToken());
    for (int i = 0; i < 3; i++) {
      later(EVERY);
      Rechecked answer = recheck(login);
      assertThat(answer).isInstanceOf(Rechecked.StillWelcome.class);
      String kept = find(login).upstreamRefreshToken().orElseThrow();
      assertThat(tokens.open(login, kept)).isIn(fixture.institution.refreshTokens());
      assertThat(((Rechecked.StillWelcome) answer).login().upstreamRefreshToken())
          .as("what the caller sees is what is stored")
          .contains(kept);
    }
  }

  @Test
  void a_rotated_token_survives_a_store_that_is_out_of_service_just_then() {
    GrantId login = held(fixture.refreshToken());
    FailingLogins failing = new FailingLogins(store.logins());
    rechecker =
        new Rechecker(
            failing,
            store.grants(),
            tokens,
            Map.of("campus", fixture.upstream),
            events::add,
            clock);
    later(EVERY);
    failing.down = true;
    assertThatThrownBy(() -> recheck(login)).isInstanceOf(ProtocolException.class);
    int asked = asked();
    // The lease is over, so anybody may ask again: with the old token that would be a false "no".
    later(Rechecker.LEASE.plusSeconds(1));
    assertThatThrownBy(() -> recheck(login)).isInstanceOf(ProtocolException.class);
    rechecker.settle();
    assertThat(asked()).as("nobody asks with the old token").isEqualTo(asked);

    failing.down = false;
    rechecker.settle();

    String kept = find(login).upstreamRefreshToken().orElseThrow();
    assertThat(tokens.open(login, kept)).isIn(fixture.institution.refreshTokens());
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(find(login).grant().ended()).isEmpty();
  }

  @Test
  void an_unrotated_token_is_used_again() {
    fixture.institution.rotating(false);
    GrantId login = held(fixture.refreshToken());
    String kept = find(login).upstreamRefreshToken().orElseThrow();
    for (int i = 0; i < 2; i++) {
      later(EVERY);
      assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    }
    assertThat(find(login).upstreamRefreshToken()).contains(kept);
  }

  @Test
  void the_token_is_kept_encrypted_and_bound_to_its_login() {
    String token = fixture.refreshToken();
    String kept = tokens.seal(new GrantId("a"), token);
    assertThat(kept).doesNotContain(token);
    assertThat(tokens.open(new GrantId("a"), kept)).isEqualTo(token);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> tokens.open(new GrantId("b"), kept))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_token_rotated_beside_nonsense_is_kept_so_that_the_next_answer_is_no_false_no() {
    GrantId login = held(fixture.refreshToken());
    fixture.institution.idToken(
        claims -> claims.expirationTime(java.util.Date.from(java.time.Instant.EPOCH)));
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(events).singleElement().isInstanceOf(Event.UpstreamCannotSay.class);
    fixture.institution.idToken(claims -> claims);
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(store.grants().find(login).orElseThrow().ended()).isEmpty();
  }

  @Test
  void a_token_that_can_not_be_decrypted_is_a_doubt_and_not_a_no() {
    GrantId login = hold(Optional.of("gone.AAAA"));
    later(EVERY);
    assertThat(recheck(login)).isInstanceOf(Rechecked.StillWelcome.class);
    assertThat(events).singleElement().isInstanceOf(Event.UpstreamCannotSay.class);
  }
}
