package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.store.MovableClock;

class RemoteKeysTest {
  private static final Duration KEPT = Duration.ofHours(24);

  private final ForeignIssuer issuer = new ForeignIssuer();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Fetcher fetcher =
      new Fetcher(
          new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 64 * 1024, Reach.LOOPBACK));
  private final RemoteKeys keys = RemoteKeys.at(issuer.keys(), fetcher, KEPT, clock);

  @AfterEach
  void close() {
    fetcher.close();
    issuer.close();
  }

  @Test
  void keys_are_found_by_the_issuers_metadata() {
    RemoteKeys discovered = RemoteKeys.ofIssuer(issuer.url(), fetcher, KEPT, clock);
    assertThat(discovered.matching(header("key-1"))).isInstanceOf(PublicKeys.Found.Keys.class);
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void metadata_of_another_issuer_lead_nowhere() {
    // Published at its address, but the issuer named there has no slash.
    RemoteKeys other = RemoteKeys.ofIssuer(URI.create(issuer.url() + "/"), fetcher, KEPT, clock);
    assertThat(other.matching(header("key-1"))).isInstanceOf(PublicKeys.Found.Unavailable.class);
  }

  @Test
  void keys_are_fetched_once_and_again_after_a_while() {
    found("key-1", 1);
    found("key-1", 1);
    assertThat(issuer.fetches()).isEqualTo(1);
    later(RemoteKeys.FRESH.plusSeconds(1));
    found("key-1", 1);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void a_new_key_is_found_as_soon_as_a_token_names_it() {
    found("key-1", 1);
    issuer.changeKey("key-2");
    found("key-2", 1);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void names_of_keys_that_never_were_make_few_fetches() {
    for (int number = 0; number < 50; number++) {
      found("never-" + number, 0);
    }
    assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
  }

  @Test
  void the_last_good_keys_count_for_a_bounded_time_while_their_owner_is_down() {
    found("key-1", 1);
    issuer.down(true);
    later(Duration.ofHours(23));
    found("key-1", 1);
    later(Duration.ofHours(2));
    assertThat(keys.matching(header("key-1"))).isInstanceOf(PublicKeys.Found.Unavailable.class);
    issuer.down(false);
    later(RemoteKeys.PAUSE.plusSeconds(1));
    found("key-1", 1);
  }

  @Test
  void a_key_that_an_old_set_does_not_know_is_neither_good_nor_bad_while_none_newer_can_be_had() {
    found("key-1", 1);
    issuer.changeKey("key-2");
    issuer.down(true);
    later(RemoteKeys.PAUSE.plusSeconds(1));
    assertThat(keys.matching(header("key-2"))).isInstanceOf(PublicKeys.Found.Unavailable.class);
    found("key-1", 1);
    issuer.down(false);
    later(RemoteKeys.PAUSE.plusSeconds(1));
    found("key-2", 1);
    // Strangers use up the fetches: whether this key is one can not be said either.
    later(RemoteKeys.NEW.plusSeconds(1));
    keys.matching(header("never-1"));
    keys.matching(header("never-2"));
    later(RemoteKeys.NEW.plusSeconds(1));
    assertThat(keys.matching(header("key-3"))).isInstanceOf(PublicKeys.Found.Unavailable.class);
  }

  @Test
  void keys_that_were_never_read_are_neither_good_nor_bad() {
    issuer.down(true);
    assertThat(keys.matching(header("key-1"))).isInstanceOf(PublicKeys.Found.Unavailable.class);
  }

  private void found(String kid, int count) {
    assertThat(keys.matching(header(kid)))
        .isInstanceOfSatisfying(
            PublicKeys.Found.Keys.class, found -> assertThat(found.keys()).hasSize(count));
  }

  private void later(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  private static JWSHeader header(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build();
  }
}
