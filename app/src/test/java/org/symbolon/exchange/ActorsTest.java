package org.symbolon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Party;

/** Who acts, as claims say it (RFC 8693 §4.1, §4.4). */
final class ActorsTest {
  private static final String US = "https://issuer.example";

  @Test
  void a_chain_reads_as_it_was_written() {
    Actors chain =
        Actors.NOBODY
            .and(Party.own("first"))
            .and(new Party(Optional.of("https://else.example"), "second"));
    assertThat(chain.claim())
        .contains(
            Map.of("iss", "https://else.example", "sub", "second", "act", Map.of("sub", "first")));
    assertThat(Actors.read(chain.claim().orElseThrow(), US)).contains(chain);
    assertThat(Actors.NOBODY.claim()).isEmpty();
  }

  @Test
  void our_own_issuer_needs_no_name() {
    assertThat(Party.read(Map.of("iss", US, "sub", "x"), US)).contains(Party.own("x"));
  }

  @Test
  void what_can_not_be_understood_is_nobody_and_not_passed_over() {
    for (Object claim :
        List.of(
            "x",
            List.of(),
            Map.of(),
            Map.of("sub", ""),
            Map.of("sub", 7),
            Map.of("sub", "x", "iss", 7),
            Map.of("sub", "x", "act", "y"),
            Map.of("sub", "x", "act", Map.of()))) {
      assertThat(Actors.read(claim, US)).as("%s", claim).isEmpty();
    }
    // Whatever else may_act says could narrow whom it means.
    assertThat(Party.read(Map.of("sub", "x", "client_id", "y"), US)).isEmpty();
  }

  @Test
  void a_chain_has_an_end() {
    Object claim = Map.of("sub", "x");
    for (int depth = 1; depth < Actors.DEEPEST; depth++) {
      claim = Map.of("sub", "x", "act", claim);
    }
    Actors deepest = Actors.read(claim, US).orElseThrow();
    assertThat(deepest.hasRoom()).isFalse();
    assertThat(Actors.read(Map.of("sub", "x", "act", claim), US)).isEmpty();
    assertThatThrownBy(() -> deepest.and(Party.own("y")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
