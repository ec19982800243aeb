package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.TestClock;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;

class ReservedClaimsTest {
  @ParameterizedTest
  @EnumSource(Profile.class)
  void every_claim_that_is_minted_is_reserved(Profile profile) throws Exception {
    TokenFixture lab =
        new TokenFixture(TestIssuer.of(profile).signing("ES256").build(), TestClock.fixed());

    assertThat(lab.verified(lab.mint(lab.claims("")).token()).getPayload().toJSONObject().keySet())
        .allMatch(ReservedClaims::contains);
    assertThat(
            lab.verified(lab.mint(lab.idClaims("openid", Map.of())).token())
                .getPayload()
                .toJSONObject()
                .keySet())
        .allMatch(ReservedClaims::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "ver", "wlcg.ver", "scope", "lineage", "auth_time", "act", "cnf"})
  void a_custom_claim_of_a_taken_name_is_named(String name) {
    assertThat(ReservedClaims.check(Map.of(name, "x", "site", "y")))
        .singleElement()
        .asString()
        .contains("the claim " + name);
  }

  @Test
  void each_problem_is_told() {
    assertThat(
            ReservedClaims.check(
                Map.of(
                    "sub",
                    "x",
                    "wlcg.capabilities",
                    "y",
                    " ",
                    "z",
                    "when",
                    new Object(),
                    "deep",
                    Map.of("a", List.of(Double.NaN)),
                    "list",
                    Arrays.asList("a", null))))
        .hasSize(6)
        .allMatch(sentence -> sentence.startsWith("the claim") || sentence.startsWith("a claim"));
  }

  @Test
  void whatever_json_has_may_be_a_value() {
    assertThat(ReservedClaims.check(Map.of())).isEmpty();
    assertThat(
            ReservedClaims.check(
                Map.of(
                    "a",
                    "text",
                    "b",
                    1,
                    "c",
                    2L,
                    "d",
                    0.5,
                    "e",
                    true,
                    "f",
                    List.of("x", 1),
                    "g",
                    Map.of("h", List.of()))))
        .isEmpty();
    assertThat(ReservedClaims.check(Map.of("m", Map.of(1, "x")))).hasSize(1);
  }
}
