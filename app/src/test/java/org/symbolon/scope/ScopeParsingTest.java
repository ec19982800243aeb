package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

class ScopeParsingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/",
        "storage.read:/data/ana",
        "storage.create:/data/",
        "storage.modify:/a",
        "storage.stage:/tape",
        "storage.poll:/tape",
        "compute.read",
        "compute.create",
        "compute.modify",
        "compute.cancel",
        "wlcg",
        "wlcg:1.0",
        "wlcg.groups",
        "wlcg.groups:/cms/uscms",
        "wlcg.capabilityset:/prod",
        "host.auth",
        "openid",
        "offline_access",
        "site-thing",
        "https://example.org/scopes/x"
      })
  void the_wlcg_profile_has_its_scopes(String text) {
    assertThat(parsed(text, Profile.WLCG).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read:/",
        "read:/data/ana",
        "write:/data/",
        "queue",
        "execute",
        "condor:/READ",
        "condor:/WRITE",
        "condor:/ADVERTISE_STARTD",
        "openid",
        "offline_access"
      })
  void the_scitokens_profile_has_its_scopes(String text) {
    assertThat(parsed(text, Profile.SCITOKENS).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"read:/x", "storage.read:/x", "queue", "compute.read", "condor:/READ"})
  void the_plain_profile_has_the_scopes_of_both(String text) {
    assertThat(parsed(text, Profile.PLAIN).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"read:/x", "write:/x", "read", "queue", "execute", "condor:/READ"})
  void scitokens_scopes_are_refused_under_the_wlcg_profile(String text) {
    assertThat(refusal(text, Profile.WLCG)).contains("is a SciTokens scope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"storage.read:/x", "compute.read", "wlcg", "wlcg.groups", "host.auth", "wlcg:1.0"})
  void wlcg_scopes_are_refused_under_the_scitokens_profile(String text) {
    assertThat(refusal(text, Profile.SCITOKENS)).contains("is a WLCG scope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read",
        "storage.read:",
        "storage.create",
        "storage.modify",
        "storage.stage",
        "read",
        "read:",
        "write"
      })
  void a_missing_path_is_refused_and_never_means_the_root(String text) {
    assertThat(refusal(text, Profile.PLAIN)).contains("has no path");
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:data,      does not start with /",
    "storage.read:.,         does not start with /",
    "storage.read://,        is empty",
    "storage.read:/a//b,     is empty",
    "storage.read:/a//,      is empty",
    "storage.read:/..,       is . or ..",
    "storage.read:/../..,    is . or ..",
    "storage.read:/a/../b,   is . or ..",
    "storage.read:/a/.,      is . or ..",
    "storage.read:/a/./b,    is . or ..",
    "storage.read:/%2e%2e,   is . or ..",
    "storage.read:/%2E,      is . or ..",
    "storage.read:/.%2e/a,   is . or ..",
    "storage.read:/a%2Fb,    encoded slash",
    "storage.read:/a%2fb,    encoded slash",
    "storage.read:/a%00b,    control character",
    "storage.read:/a%0A,     control character",
    "storage.read:/a%7F,     control character",
    "storage.read:/a%C2%85,  control character",
    "storage.read:/a%E2%80%A8b, control character",
    "storage.read:/%FF,      not UTF-8",
    "storage.read:/%C0%AE,   not UTF-8",
    "storage.read:/%ED%A0%80, not UTF-8",
    "storage.read:/%C3,      not UTF-8",
    "storage.read:/a%,       two hexadecimal digits",
    "storage.read:/a%4,      two hexadecimal digits",
    "storage.read:/a%zz,     two hexadecimal digits",
    "storage.read:/a%20,     ends in a blank",
    "storage.read:/a%20/b,   ends in a blank",
    "storage.read:/a%C2%A0,  ends in a blank",
    "storage.read:/a?b,      to be percent-encoded",
    "storage.read:/{user},   to be percent-encoded",
    "storage.read:/a[1],     to be percent-encoded"
  })
  void a_path_that_could_be_read_in_two_ways_is_refused(String text, String why) {
    assertThat(refusal(text, Profile.WLCG)).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/a ", " openid", "open id", "storage.read:/a\nb", "storage.read:/a\u0000",
        "storage.read:/Übung", "open\"id", "open\\id", "openid\t", "\u007F"
      })
  void characters_outside_rfc_6749_are_refused(String text) {
    assertThat(refusal(text, Profile.WLCG)).contains("no scope may have");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compute.read:/x",
        "compute.foo",
        "storage.foo:/x",
        "storage.:/x",
        "wlcg.",
        "wlcg.foo",
        "wlcg.groups:",
        "wlcg.groups:cms",
        "wlcg.groups:/",
        "wlcg.groups:/-x",
        "wlcg:one",
        "wlcg.capabilityset",
        "create:/x",
        "modify:/x",
        "modify",
        "queue:/x",
        "condor",
        "condor:READ",
        "condor:/read"
      })
  void what_only_looks_like_an_authorization_is_refused(String text) {
    assertThat(refusal(text, Profile.PLAIN)).contains("is not among the scopes of the profile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Storage.Read:/x", "READ:/x", "Compute.read", "WLCG"})
  void scopes_are_case_sensitive(String text) {
    assertThat(refusal(text, Profile.PLAIN)).contains("scopes are lower case");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void an_audience_is_no_scope(Profile profile) {
    assertThat(refusal("aud:https://example.org", profile)).contains("parameter audience");
    assertThat(refusal("aud:", profile)).contains("is no scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"site:/../..", "site:..", "site:/a/.", "..", "a/../b"})
  void no_scope_at_all_has_a_component_that_crashes_verifiers(String text) {
    assertThat(refusal(text, Profile.PLAIN)).contains("component . or ..");
  }

  @Test
  void an_empty_scope_is_refused() {
    assertThat(refusal("", Profile.PLAIN)).isEqualTo("a scope is empty");
  }

  @Test
  void an_endless_scope_is_refused_and_not_repeated_in_full() {
    assertThat(refusal("a".repeat(9000), Profile.PLAIN)).contains("is longer").hasSizeLessThan(300);
  }

  @Test
  void a_refusal_is_safe_in_an_error_description() {
    assertThat(refusal("a\"\\\r\n<é", Profile.PLAIN))
        .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*");
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/%41na,        storage.read:/Ana",
    "storage.read:/%7eana,       storage.read:/~ana",
    "storage.read:/a%2Cb,        storage.read:/a,b",
    "storage.read:/%c3%9cbung,   storage.read:/%C3%9Cbung",
    "storage.read:/a%20b,        storage.read:/a%20b",
    "storage.read:/50%25,        storage.read:/50%25",
    "storage.read:/a%3fb,        storage.read:/a%3Fb",
    "storage.read:/...,          storage.read:/...",
    "storage.read:/a.b/.c,       storage.read:/a.b/.c"
  })
  void a_path_is_printed_in_its_one_canonical_spelling(String text, String canonical) {
    // CSV takes the comma: it is written here as it would be typed.
    String expected = text.contains("%2C") ? "storage.read:/a,b" : canonical;
    assertThat(parsed(text, Profile.WLCG).text()).isEqualTo(expected);
  }

  @Test
  void a_trailing_slash_says_directory_and_is_kept() {
    assertThat(parsed("storage.read:/data/", Profile.WLCG))
        .isEqualTo(new PathScope("storage.read", new ScopePath(List.of("data"), true)))
        .isNotEqualTo(parsed("storage.read:/data", Profile.WLCG));
  }

  @Test
  void the_root_is_one_scope_and_a_directory() {
    assertThat(new PathScope("read", new ScopePath(List.of(), false)))
        .isEqualTo(parsed("read:/", Profile.SCITOKENS))
        .hasToString("read:/");
  }

  @Test
  void a_resolver_is_asked_with_decoded_components() {
    assertThat(parsed("storage.read:/a%20b/%C3%9C/", Profile.WLCG).question())
        .isEqualTo(
            new ScopeQuestion(
                "storage.read:/a%20b/%C3%9C/",
                "storage.read", Optional.of(new ScopePath(List.of("a b", "Ü"), true))));
    assertThat(parsed("compute.read", Profile.WLCG).question())
        .isEqualTo(new ScopeQuestion("compute.read", "compute.read", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/b", "a\u0000", "a ", "\uD800"})
  void a_path_scope_can_not_even_be_made_with_a_bad_component(String segment) {
    ScopePath path = new ScopePath(List.of(segment), false);
    assertThatIllegalArgumentException().isThrownBy(() -> new PathScope("read", path));
  }

  @Test
  void a_scope_can_not_be_made_of_other_characters() {
    ScopePath root = new ScopePath(List.of(), true);
    assertThatIllegalArgumentException().isThrownBy(() -> new PlainScope("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> new PlainScope(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new PathScope("re ad", root));
    assertThatIllegalArgumentException().isThrownBy(() -> new PathScope("", root));
    assertThatIllegalArgumentException().isThrownBy(() -> new PathScope("a:b", root));
  }

  private static Scope parsed(String text, Profile profile) {
    return assertThat(Scope.parse(text, profile))
        .asInstanceOf(type(Scope.Parsed.class))
        .actual()
        .scope();
  }

  private static String refusal(String text, Profile profile) {
    return assertThat(Scope.parse(text, profile))
        .asInstanceOf(type(Scope.Malformed.class))
        .actual()
        .why();
  }
}
