package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.grant.AskedClaims;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

class CheckClaimsTest {
  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();

  private CheckClaims.Wanted read(String json) {
    return CheckClaims.check(issuer, new Parameters(Map.of("claims", List.of(json))));
  }

  @Test
  void claims_are_read_for_the_place_where_they_are_to_be_told() {
    assertThat(
            read("""
                    {"userinfo": {"given_name": {"essential": true}, "nickname": null},
                     "id_token": {"email": {"essential": false}, "auth_time": {"essential": true}}}
                    """)
                .asked())
        .isEqualTo(new AskedClaims(Set.of("given_name", "nickname"), Set.of("email")));
  }

  @Test
  void what_is_never_told_is_passed_over() {
    CheckClaims.Wanted wanted =
        read(
            "{\"userinfo\": {\"http://x/y\": null, \"groups\": null, \"iss\": null}, \"other\": 1}");
    assertThat(wanted.asked().isEmpty()).isTrue();
    assertThat(CheckClaims.check(issuer, new Parameters(Map.of())).asked().isEmpty()).isTrue();
  }

  @Test
  void a_person_may_be_asked_for() {
    assertThat(read("{\"id_token\": {\"sub\": {\"value\": \"ana\"}}}").subjects())
        .containsExactly("ana");
    assertThat(read("{\"userinfo\": {\"sub\": {\"values\": [\"ana\", \"bob\"]}}}").subjects())
        .containsExactlyInAnyOrder("ana", "bob");
    assertThat(read("{\"id_token\": {\"sub\": null}}").subjects()).isEmpty();
  }

  @Test
  void how_strongly_is_demanded_only_where_it_is_essential() {
    CheckClaims.Wanted wish = read("{\"id_token\": {\"acr\": {\"values\": [\"mfa\", \"pwd\"]}}}");
    assertThat(wish.acr()).containsExactly("mfa", "pwd");
    assertThat(wish.acrDemanded()).isEmpty();
    assertThat(
            read("{\"id_token\": {\"acr\": {\"essential\": true, \"values\": [\"mfa\"]}}}")
                .acrDemanded())
        .containsExactly("mfa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "x",
        "[]",
        "null",
        "{",
        "{} {}",
        "{\"userinfo\": []}",
        "{\"userinfo\": \"name\"}",
        "{\"userinfo\": {\"name\": true}}",
        "{\"userinfo\": {\"name\": {\"essential\": \"yes\"}}}",
        "{\"userinfo\": {\"name\": {\"values\": \"ana\"}}}",
        "{\"userinfo\": {\"name\": null, \"name\": null}}",
        "{\"id_token\": {\"sub\": {\"value\": \"ana\"}}, \"userinfo\": {\"sub\": {\"value\": \"b\"}}}"
      })
  void what_is_malformed_is_refused(String json) {
    refused(json);
  }

  @Test
  void it_is_bounded() {
    refused("{\"userinfo\": {\"" + "x".repeat(5000) + "\": null}}");
    StringBuilder many = new StringBuilder("{\"userinfo\": {\"a\": null");
    for (int number = 0; number < 60; number++) {
      many.append(", \"a").append(number).append("\": null");
    }
    refused(many + "}}");
    refused("[".repeat(4000));
  }

  private void refused(String json) {
    assertThat(catchThrowableOfType(ProtocolException.class, () -> read(json)).error().code())
        .as(json)
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
