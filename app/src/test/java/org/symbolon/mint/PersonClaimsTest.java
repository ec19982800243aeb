package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.ClaimSettings;
import org.symbolon.issuer.Profile;
import org.symbolon.scope.ScopeSet;

class PersonClaimsTest {
  private static final ClaimSettings OWN =
      new ClaimSettings(
          Map.of("eduperson", List.of("eduperson_affiliation"), "profile", List.of("orcid")),
          Map.of(
              "email", "mail",
              "email_verified", "verified",
              "address", "postalAddress",
              "updated_at", "changed",
              "eduperson_affiliation", "affiliation"));

  private static final Map<String, List<String>> ATTRIBUTES =
      Map.of(
          "mail", List.of("ana@lab.example", "second@lab.example"),
          "verified", List.of("TRUE"),
          "postalAddress", List.of("1 Way$Madison"),
          "changed", List.of("1767268800"),
          "affiliation", List.of("staff", "member"));

  @Test
  void the_address_and_the_telephone_come_with_their_scopes() {
    Map<String, Object> known =
        Map.of(
            "address",
            Map.of("country", "DE"),
            "phone_number",
            "+49 1",
            "phone_number_verified",
            true);
    assertThat(selected("openid address", known)).containsOnlyKeys("address");
    assertThat(selected("openid phone", known))
        .containsOnlyKeys("phone_number", "phone_number_verified");
  }

  @Test
  void an_issuers_own_claims_come_with_the_scopes_it_says() {
    Map<String, Object> known =
        Map.of("orcid", "0000-1", "eduperson_affiliation", "staff", "name", "Ana", "secret", "x");
    assertThat(selected("eduperson", known)).containsOnlyKeys("eduperson_affiliation");
    assertThat(selected("profile", known)).containsOnlyKeys("name", "orcid");
    assertThat(PersonClaims.names(OWN, List.of("eduperson")))
        .containsExactly("eduperson_affiliation");
  }

  @Test
  void a_claim_that_is_named_is_told_only_where_some_scope_could_tell_it() {
    Map<String, Object> known = Map.of("name", "Ana", "secret", "x", "sub", "upstream's");
    assertThat(PersonClaims.select(OWN, ScopeSet.EMPTY, Set.of("name", "secret", "sub"), known))
        .isEqualTo(Map.of("name", "Ana"));
  }

  @Test
  void the_account_stands_in_where_the_institution_says_nothing_each_claim_by_its_type() {
    assertThat(PersonClaims.known(OWN, Map.of("sub", "f:1"), ATTRIBUTES))
        .containsEntry("email", "ana@lab.example")
        .containsEntry("email_verified", true)
        .containsEntry("address", Map.of("formatted", "1 Way\nMadison"))
        .containsEntry("updated_at", 1767268800L)
        .containsEntry("eduperson_affiliation", List.of("staff", "member"));
    assertThat(PersonClaims.known(OWN, Map.of("email", "ana@campus.example"), ATTRIBUTES))
        .containsEntry("email", "ana@campus.example");
  }

  private static Map<String, Object> selected(String scopes, Map<String, Object> known) {
    return PersonClaims.select(
        OWN, ((ScopeSet.Parsed) ScopeSet.parse(scopes, Profile.PLAIN)).scopes(), Set.of(), known);
  }
}
