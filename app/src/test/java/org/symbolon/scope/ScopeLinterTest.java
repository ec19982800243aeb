package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

class ScopeLinterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/",
        "storage.modify:/data/ana/",
        "storage.stage:/a%20b/%C3%9C",
        "storage.poll:/%F0%9F%98%80",
        "compute.create",
        "wlcg.groups:/cms",
        "wlcg",
        "openid",
        "https://example.org/x",
        "storage.read:/%E0%A4%B9%EA%B0%80%ED%95%9C%F3%A0%84%80%F4%8F%BF%BD"
      })
  void a_good_wlcg_token_passes(String scope) {
    assertThat(ScopeLinter.check(List.of(scope), Profile.WLCG)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"read:/", "write:/data", "queue", "execute", "condor:/WRITE", "openid"})
  void a_good_scitoken_passes(String scope) {
    assertThat(ScopeLinter.check(List.of(scope), Profile.SCITOKENS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void a_token_without_scopes_passes(Profile profile) {
    assertThat(ScopeLinter.check(List.of(), profile)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.read", "storage.read:", "read", "write:", "storage.modify"})
  void a_missing_path_is_stopped_because_verifiers_read_the_root(String scope) {
    assertProblem(scope, Profile.PLAIN, "would be read as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/../..",
        "storage.read:/a/..",
        "storage.read:..",
        "site:/../..",
        "wlcg.groups:/../..",
        "storage.read:/%2e%2E/a",
        "read:/./a",
        "read:/%2E",
        "site:."
      })
  void dots_are_stopped_after_any_colon_because_verifiers_crash(String scope) {
    assertProblem(scope, Profile.PLAIN, "component . or ..");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read://",
        "read:/a//b",
        "read:a",
        "storage.read:/a?b",
        "read:/%c3%9c",
        "read:/a%",
        "read:/a%4",
        "read:/{a}"
      })
  void a_path_that_is_not_normalised_is_stopped(String scope) {
    assertProblem(scope, Profile.PLAIN, "not absolute, normalised and percent-encoded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read:/a%2Fb", "read:/a%00", "read:/a%1F", "read:/a%7F", "read:/a%C2%80", "read:/%41",
        "read:/%2D", "read:/%7E", "read:/%2C", "read:/%3A", "read:/%40", "read:/%E2%80%A8"
      })
  void an_escape_that_could_be_read_in_two_ways_is_stopped(String scope) {
    assertProblem(scope, Profile.PLAIN, "has an escape of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read:/%FF",
        "read:/%C3",
        "read:/%C3a%A9",
        "read:/%C0%AE",
        "read:/%ED%A0%80",
        "read:/%F5%80%80%80",
        "read:/%E0%80%AF",
        "read:/%80",
        "read:/%F4%90%80%80"
      })
  void escapes_that_are_not_utf_8_are_stopped(String scope) {
    assertProblem(scope, Profile.PLAIN, "not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read:/a%20", "read:/a%20/b", "read:/a%20/"})
  void a_component_that_ends_in_a_blank_is_stopped(String scope) {
    assertProblem(scope, Profile.PLAIN, "ends in a blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openid ", " openid", "a b", "read:/Ü", "read:/\u0000", "a\n", "a\"", "a\\"})
  void blanks_controls_and_characters_that_are_not_ascii_are_stopped(String scope) {
    assertProblem(scope, Profile.PLAIN, "has a blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read:/", "write:/x", "create:/x", "modify", "queue", "condor:/READ"})
  void a_wlcg_token_carries_no_scitokens_authorization(String scope) {
    assertProblem(scope, Profile.WLCG, "SciTokens authorization in a WLCG token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/",
        "compute.read",
        "wlcg",
        "wlcg.groups:/a",
        "host.auth",
        "wlcg:1.0"
      })
  void a_scitoken_carries_no_wlcg_authorization(String scope) {
    assertProblem(scope, Profile.SCITOKENS, "means nothing in a SciTokens token");
  }

  @ParameterizedTest
  @CsvSource({
    "storage.foo:/x,  a verifier may take it for one",
    "create,          a verifier may take it for one",
    "modify:/x,       a verifier may take it for one",
    "compute.foo,     is no scope of the profile",
    "compute.read:/x, is no scope of the profile",
    "queue:/x,        no verifier reads",
    "execute:/x,      no verifier reads",
    "condor,          HTCondor",
    "condor:READ,     HTCondor"
  })
  void what_only_looks_like_an_authorization_is_stopped(String scope, String why) {
    assertProblem(scope, Profile.PLAIN, why);
  }

  @Test
  void an_empty_scope_is_stopped() {
    assertProblem("", Profile.WLCG, "is empty");
  }

  @Test
  void too_many_or_too_long_scopes_are_stopped() {
    assertThat(ScopeLinter.check(Collections.nCopies(201, "openid"), Profile.WLCG))
        .containsExactly("more than 200 scopes");
    assertThat(ScopeLinter.check(List.of("a".repeat(8193)), Profile.WLCG))
        .containsExactly("the scopes are longer than 8192 characters");
  }

  @Test
  void every_problem_is_named_with_its_scope() {
    assertThat(ScopeLinter.check(List.of("read", "openid", "storage.read:/"), Profile.SCITOKENS))
        .containsExactly(
            "'read' has no path and would be read as read:/",
            "'storage.read:/' means nothing in a SciTokens token");
  }

  @Test
  void what_passes_is_read_by_a_verifier_as_it_was_meant() {
    ScopeGenerator generate = new ScopeGenerator(new Random(7));
    int passed = 0;
    for (int round = 0; round < 300_000; round++) {
      String scope = generate.text();
      Profile profile = generate.profile();
      if (!ScopeLinter.check(List.of(scope), profile).isEmpty()) {
        continue;
      }
      int colon = scope.indexOf(':');
      String path = colon < 0 ? "/" : asTheVerifierReads(scope.substring(colon + 1));
      if (Scope.parse(scope, profile) instanceof Scope.Parsed(PathScope meant)) {
        passed++;
        assertThat(meant.text()).isEqualTo(scope);
        String withoutSlash = PathCoding.encode(new ScopePath(meant.path().segments(), false));
        assertThat(path).isEqualTo(withoutSlash);
      }
    }
    assertThat(passed).isGreaterThan(100);
  }

  /** How scitokens-cpp normalises a path; it removes from an empty list on {@code /..}. */
  private static String asTheVerifierReads(String path) {
    Deque<String> components = new ArrayDeque<>();
    for (String component : path.split("/", -1)) {
      if (component.equals("..")) {
        if (components.isEmpty()) {
          throw new NoSuchElementException("the verifier crashed");
        }
        components.removeLast();
      } else if (!component.isEmpty() && !component.equals(".")) {
        components.add(component);
      }
    }
    return "/" + String.join("/", components);
  }

  private static void assertProblem(String scope, Profile profile, String why) {
    assertThat(ScopeLinter.check(List.of(scope), profile)).singleElement().asString().contains(why);
  }
}
