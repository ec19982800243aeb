package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Profile;

class DefaultScopesTest {
  @Test
  void the_account_s_name_is_put_in() {
    DefaultScopes defaults =
        defaults(
            "openid",
            "storage.read:/home/{username}",
            "storage.modify:/home/u-{username}/tmp/",
            "vo:{username}",
            "storage.read:/");
    assertThat(defaults.expand(Optional.of("ana")).scopes().texts())
        .containsExactly(
            "openid",
            "storage.read:/home/ana",
            "storage.modify:/home/u-ana/tmp/",
            "vo:ana",
            "storage.read:/");
  }

  @Test
  void a_name_is_percent_encoded() {
    assertThat(defaults("storage.read:/home/{username}").expand(Optional.of("ana b%2F?é")).scopes())
        .hasToString("storage.read:/home/ana%20b%252F%3F%C3%A9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/b", "../ana", "/", "a\u0000", "a\n", "ana "})
  void a_name_never_changes_the_structure_of_a_path(String name) {
    DefaultScopes.Expanded expanded =
        defaults("storage.read:/home/{username}/x", "openid").expand(Optional.of(name));
    assertThat(expanded.scopes()).hasToString("openid");
    assertThat(expanded.leftOut())
        .containsExactly("storage.read:/home/{username}/x: the account's name does not fit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a:b", "../x", "a/b", "", "-x", "é"})
  void a_name_never_changes_the_structure_of_a_plain_scope(String name) {
    assertThat(defaults("vo:{username}").expand(Optional.of(name)).scopes().isEmpty()).isTrue();
  }

  @Test
  void a_client_acting_for_itself_gets_those_without_a_name() {
    DefaultScopes.Expanded expanded =
        defaults("compute.read", "storage.read:/home/{username}").expand(Optional.empty());
    assertThat(expanded.scopes()).hasToString("compute.read");
    assertThat(expanded.leftOut()).singleElement().asString().contains("no local account");
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/{group},  must be one scope",
    "storage.read:/data/**,       must be one scope",
    "storage.read:/data/*,        must be one scope",
    "storage.*:/data,             must be one scope",
    "compute.*,                   must be one scope",
    "storage.read,                needs a path",
    "storage.read:/../x,          is . or .."
  })
  void a_template_that_is_not_one_scope_is_refused(String template, String why) {
    assertThat(DefaultScopes.parse(List.of("openid", template), Profile.WLCG))
        .asInstanceOf(type(DefaultScopes.Malformed.class))
        .satisfies(
            malformed -> assertThat(malformed.problems()).singleElement().asString().contains(why));
  }

  @Test
  void no_defaults_are_no_scopes() {
    assertThat(DefaultScopes.NONE.expand(Optional.of("ana")).scopes()).isEqualTo(ScopeSet.EMPTY);
  }

  private static DefaultScopes defaults(String... templates) {
    return assertThat(DefaultScopes.parse(List.of(templates), Profile.WLCG))
        .asInstanceOf(type(DefaultScopes.Parsed.class))
        .actual()
        .scopes();
  }
}
