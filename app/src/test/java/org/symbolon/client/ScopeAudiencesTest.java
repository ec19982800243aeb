package org.symbolon.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.TestForm;

/** Audiences among the scopes, as SciTokens clients ask for them. */
class ScopeAudiencesTest {
  private static final Issuer SCITOKENS = TestIssuer.of(Profile.SCITOKENS).build();

  private static Parameters separated(String... pairs) {
    return ScopeAudiences.separated(SCITOKENS, TestForm.of(pairs));
  }

  @Test
  void an_audience_among_the_scopes_joins_those_of_the_parameter() {
    Parameters request =
        separated(
            "scope",
            "aud:https://b.example read:/x aud:ANY queue",
            "audience",
            "https://a.example");
    assertThat(request.one("scope")).contains("read:/x queue");
    assertThat(request.all("audience"))
        .containsExactly("https://a.example", "https://b.example", "ANY");
  }

  @Test
  void a_request_of_audiences_alone_asks_for_no_scope() {
    Parameters request = separated("scope", "aud:https://b.example");
    assertThat(request.one("scope")).isEmpty();
    assertThat(request.all("audience")).containsExactly("https://b.example");
  }

  /** A blank too many is still one, and what names nobody is still refused as a scope. */
  @ParameterizedTest
  @ValueSource(strings = {"aud:", "read:/x aud:", "aud", "AUD:x", "read:/x", "read:/aud:x", "  "})
  void whatever_names_no_audience_stays_as_it_is(String scope) {
    Parameters request = TestForm.of("scope", scope);
    assertThat(ScopeAudiences.separated(SCITOKENS, request)).isEqualTo(request);
  }

  @Test
  void blanks_too_many_are_not_mended() {
    assertThat(separated("scope", "read:/x aud:a  queue").one("scope")).contains("read:/x  queue");
  }

  @Test
  void a_scope_given_twice_stays_given_twice() {
    Parameters request = TestForm.of("scope", "aud:https://b.example", "scope", "read:/x");
    assertThat(ScopeAudiences.separated(SCITOKENS, request)).isEqualTo(request);
  }

  @ParameterizedTest
  @EnumSource(
      value = Profile.class,
      names = {"WLCG", "PLAIN"})
  void other_profiles_know_no_audience_among_scopes(Profile profile) {
    Parameters request = TestForm.of("scope", "aud:https://b.example");
    assertThat(ScopeAudiences.separated(TestIssuer.of(profile).build(), request))
        .isEqualTo(request);
  }
}
