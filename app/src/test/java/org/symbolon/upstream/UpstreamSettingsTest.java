package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.fetch.Limits;
import org.symbolon.upstream.UpstreamSettings.TokenEndpointAuthentication;
import org.symbolon.upstream.UsernameRule.Username;

class UpstreamSettingsTest {
  private static final UpstreamSettings GOOD =
      Fixture.settings(URI.create("https://idp.example/realms/campus"));

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "HS384", "HS512", "rs256", ""})
  void only_asymmetric_algorithms_can_be_configured(String algorithm) {
    refused(Settings.of(GOOD).algorithms(List.of(algorithm)), "is not accepted");
  }

  @Test
  void at_least_one_algorithm_is_needed() {
    refused(Settings.of(GOOD).algorithms(List.of()), "at least one algorithm");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state",
        "nonce",
        "redirect_uri",
        "client_id",
        "scope",
        "code_challenge",
        "request"
      })
  void extra_parameters_can_not_replace_the_logins_own(String name) {
    refused(Settings.of(GOOD).parameters(Map.of(name, "x")), "can not be set");
  }

  @Test
  void openid_must_be_among_the_scopes() {
    refused(Settings.of(GOOD).scopes(List.of("profile")), "openid");
  }

  @Test
  void a_secret_goes_with_its_authentication() {
    refused(Settings.of(GOOD).secret(Optional.empty()), "client secret");
    refused(Settings.of(GOOD).authentication(TokenEndpointAuthentication.NONE), "client secret");
  }

  @Test
  void the_concurrency_is_at_least_one() {
    refused(Settings.of(GOOD).concurrency(0), "concurrency");
  }

  @Test
  void plain_http_is_for_loopback_only() {
    assertThatThrownBy(
            () ->
                Settings.of(Fixture.settings(URI.create("http://idp.example")))
                    .limits(Limits.DEFAULT)
                    .build())
        .hasMessageContaining("https");
    assertThatThrownBy(() -> Fixture.settings(URI.create("ftp://idp.example")))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> Fixture.settings(URI.create("/relative")))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> Fixture.settings(URI.create("https://idp.example?a=b")))
        .hasMessageContaining("query");
  }

  @Test
  void the_secret_never_prints() {
    assertThat(GOOD.toString()).doesNotContain(FakeInstitution.SECRET).contains("***");
  }

  @Test
  void the_metadata_stand_below_the_issuer_with_or_without_a_slash() {
    assertThat(GOOD.metadataAddress())
        .hasToString("https://idp.example/realms/campus/.well-known/openid-configuration");
    assertThat(Fixture.settings(URI.create("https://idp.example/")).metadataAddress())
        .hasToString("https://idp.example/.well-known/openid-configuration");
  }

  @Test
  void a_local_name_must_match_the_pattern_as_a_whole() {
    UsernameRule rule = new UsernameRule("preferred_username", Pattern.compile("[a-z]+"));
    assertThat(rule.apply(Map.of("preferred_username", "anna")))
        .isEqualTo(new Username.Name("anna"));
    for (Object bad : List.of("Anna", "anna ", "anna\n", "../anna", "", 7, "a".repeat(256))) {
      assertThat(rule.apply(Map.of("preferred_username", bad)))
          .as("%s", bad)
          .isInstanceOf(Username.Unusable.class);
    }
    assertThat(rule.apply(Map.of())).isInstanceOf(Username.Unusable.class);
  }

  @Test
  void a_group_in_the_pattern_is_the_local_name() {
    UsernameRule rule =
        new UsernameRule("eppn", Pattern.compile("(?:([a-z]+)@lab\\.example|guest@other)"));
    assertThat(rule.apply(Map.of("eppn", "anna@lab.example"))).isEqualTo(new Username.Name("anna"));
    assertThat(rule.apply(Map.of("eppn", "anna@labxexample")))
        .isInstanceOf(Username.Unusable.class);
    assertThat(rule.apply(Map.of("eppn", "guest@other"))).isInstanceOf(Username.Unusable.class);
  }

  private static void refused(Settings settings, String message) {
    assertThatThrownBy(settings::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
