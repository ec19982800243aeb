package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.AskedClaims;

class DemandedAcrTest {
  private static final List<String> KNOWN = List.of("bronze", "silver", "gold");

  @Test
  void what_the_issuer_knows_is_demanded_and_what_is_stronger_will_do() {
    assertThat(demanded("bronze")).containsExactlyInAnyOrder("bronze", "silver", "gold");
    assertThat(demanded("silver")).containsExactlyInAnyOrder("silver", "gold");
    assertThat(demanded("gold silver")).containsExactlyInAnyOrder("silver", "gold");
    assertThat(demanded("gold")).containsExactly("gold");
  }

  @Test
  void what_it_does_not_know_is_a_wish() {
    assertThat(demanded("platinum")).isEmpty();
    assertThat(demanded(" ")).isEmpty();
    assertThat(DemandedAcr.of(KNOWN, CheckClaims.Wanted.NOTHING, Optional.empty())).isEmpty();
    assertThat(demanded("gold platinum")).containsExactlyInAnyOrder("gold", "platinum");
  }

  @Test
  void what_is_essential_is_demanded_to_the_letter() {
    CheckClaims.Wanted essential =
        new CheckClaims.Wanted(AskedClaims.NONE, Set.of(), List.of("silver"), true);
    assertThat(DemandedAcr.of(KNOWN, essential, Optional.of("bronze"))).containsExactly("silver");
  }

  private static Set<String> demanded(String wished) {
    return DemandedAcr.of(KNOWN, CheckClaims.Wanted.NOTHING, Optional.of(wished));
  }
}
