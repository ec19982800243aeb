package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.symbolon.scope.ScopeSetTest.set;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.ScopePattern.Match;

class ScopePatternTest {
  private static final Requester ANA =
      new Requester(Optional.of("ana"), Set.of("project1", "ice", ".."), new ClientId("portal"));
  private static final Requester NOBODY =
      new Requester(Optional.empty(), Set.of(), new ClientId("portal"));

  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/**,          storage.read:/data,            MATCHES",
    "storage.read:/data/**,          storage.read:/data/,           MATCHES",
    "storage.read:/data/**,          storage.read:/data/a/b,        MATCHES",
    "storage.read:/data/**,          storage.read:/database,        OTHER_SCOPE",
    "storage.read:/data/**,          storage.read:/,                OTHER_SCOPE",
    "storage.read:/data/**,          storage.create:/data,          OTHER_SCOPE",
    "storage.read:/**,               storage.read:/,                MATCHES",
    "storage.read:/**,               storage.read:/a/b/c,           MATCHES",
    "storage.read:/**,               openid,                        OTHER_SCOPE",
    "storage.read:/,                 storage.read:/,                MATCHES",
    "storage.read:/,                 storage.read:/a,               OTHER_SCOPE",
    "storage.read:/data,             storage.read:/data/a,          OTHER_SCOPE",
    "storage.read:/data/*,           storage.read:/data/a,          MATCHES",
    "storage.read:/data/*,           storage.read:/data,            OTHER_SCOPE",
    "storage.read:/data/*,           storage.read:/data/a/b,        OTHER_SCOPE",
    "storage.read:/*/x/**,           storage.read:/a/x/b,           MATCHES",
    "storage.read:/*/x/**,           storage.read:/a/y/b,           OTHER_SCOPE",
    "storage.read:/data/{group}/**,  storage.read:/data/project1/a, MATCHES",
    "storage.read:/data/{group}/**,  storage.read:/data/project1,   MATCHES",
    "storage.read:/data/{group}/**,  storage.read:/data/project10,  OTHER_PERSON",
    "storage.read:/data/{group}/**,  storage.read:/data,            OTHER_SCOPE",
    "storage.read:/home/{username},  storage.read:/home/ana,        MATCHES",
    "storage.read:/home/{username},  storage.read:/home/bob,        OTHER_PERSON",
    "storage.read:/x/{group}-old/**, storage.read:/x/ice-old/b,     MATCHES",
    "storage.read:/x/{group}-old/**, storage.read:/x/-old,          OTHER_SCOPE",
    "storage.read:/x/{group}-old/**, storage.read:/x/ice-new,       OTHER_SCOPE",
    "storage.read:/x/{group}-old/**, storage.read:/x/cold-old,      OTHER_PERSON",
    "storage.read:/x/.{username},    storage.read:/x/.ana,          MATCHES",
    "storage.read:/{group}/{group},  storage.read:/ice/ice,         MATCHES",
    "storage.read:/{group}/{group},  storage.read:/ice/project1,    OTHER_PERSON",
    "storage.read:/a%20b/**,         storage.read:/a%20b/c,         MATCHES",
    "storage.read:/a%2A/**,          storage.read:/a*/c,            MATCHES",
    "storage.*:/data/**,             storage.stage:/data,           MATCHES",
    "storage.*:/data/**,             read:/data,                    OTHER_SCOPE",
    "write:/data/**,                 write:/data/x,                 MATCHES",
    "openid,                         openid,                        MATCHES",
    "openid,                         profile,                       OTHER_SCOPE",
    "compute.*,                      compute.read,                  MATCHES",
    "compute.*,                      queue,                         OTHER_SCOPE",
    "compute.*,                      storage.read:/compute.x,       OTHER_SCOPE",
    "*,                              site-thing,                    MATCHES",
    "*,                              storage.read:/,                OTHER_SCOPE",
    "wlcg.groups:/{group},           wlcg.groups:/ice,              MATCHES",
    "wlcg.groups:/{group},           wlcg.groups:/fire,             OTHER_PERSON",
    "wlcg.groups:/{group},           wlcg.groups:/ice/x,            OTHER_SCOPE",
    "wlcg.groups:/{group},           wlcg.groups,                   OTHER_SCOPE",
    "vo:{username}:x,                vo:ana:x,                      MATCHES",
    "condor:/READ,                   condor:/READ,                  MATCHES"
  })
  void a_pattern_matches_by_whole_components(String pattern, String scope, Match match) {
    assertThat(pattern(pattern).match(scope(scope), ANA)).isEqualTo(match);
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/home/{username}, storage.read:/home/ana",
    "storage.read:/data/{group}/**, storage.read:/data/ice",
    "wlcg.groups:/{group},          wlcg.groups:/ice"
  })
  void variables_have_no_value_for_a_client_acting_for_itself(String pattern, String scope) {
    assertThat(pattern(pattern).match(scope(scope), NOBODY)).isEqualTo(Match.OTHER_PERSON);
    assertThat(pattern(pattern).touches(scope("storage.read:/"), NOBODY)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/secret/**,    storage.read:/data,            true",
    "storage.read:/data/secret/**,    storage.read:/,                true",
    "storage.read:/data/secret/**,    storage.read:/data/secret/x,   true",
    "storage.read:/data/secret/**,    storage.read:/data/other,      false",
    "storage.read:/data/secret,       storage.read:/data/secret/x,   false",
    "storage.read:/data/secret/**,    storage.modify:/data,          false",
    "storage.create:/data/secret/**,  storage.modify:/data,          true",
    "storage.create:/data/secret/**,  storage.modify:/data/secret/x, true",
    "storage.modify:/data/secret/**,  storage.create:/data,          false",
    "storage.read:/data/{group}/x,    storage.read:/data,            true",
    "storage.read:/data/{group}/x,    storage.read:/data/ice,        true",
    "storage.read:/data/{group}/x,    storage.read:/data/fire,       false",
    "storage.read:/home/{username},   storage.read:/home,            true",
    "storage.read:/*/x,               storage.read:/a,               true",
    "openid,                          openid,                        true",
    "openid,                          storage.read:/,                false",
    "storage.read:/**,                openid,                        false"
  })
  void a_wider_scope_touches_what_it_would_include(String pattern, String scope, boolean touches) {
    assertThat(pattern(pattern).touches(scope(scope), ANA)).isEqualTo(touches);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                        is empty",
    "a b,                       no scope may have",
    "storage.read,              needs a path",
    "storage.*,                 needs a path",
    "storage.read:data,         does not start with /",
    "storage.read:/data/,       ends in /",
    "storage.read:/a//b,        empty component",
    "storage.read:/**/a,        before its end",
    "storage.read:/a*,          stands for a whole component",
    "storage.read:/../a,        is . or ..",
    "storage.read:/%2F,         encoded slash",
    "storage.read:/a?,          to be percent-encoded",
    "storage.read:/?{group},    to be percent-encoded",
    "storage.read:/{user},      no other braces",
    "storage.read:/{group}{username}, no other braces",
    "storage.read:/{group,      no other braces",
    "a*b,                       star that is not at its end",
    "{username}*,               both a variable and a star",
    "storage.foo:/x,            matches nothing",
    "compute.reed,              matches nothing",
    "wlcg.groups:{group}x/,     matches nothing"
  })
  void a_pattern_with_a_mistake_is_refused_with_the_reason(String pattern, String why) {
    assertThat(refusal(pattern, Profile.PLAIN)).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.read:/**", "compute.*", "wlcg.groups:/{group}"})
  void a_pattern_of_the_other_profile_is_refused(String pattern) {
    assertThat(refusal(pattern, Profile.SCITOKENS)).contains("SciTokens profile");
    assertThat(refusal("read:/**", Profile.WLCG)).contains("WLCG profile");
  }

  @Test
  void a_pattern_knows_its_text_and_its_variables() {
    assertThat(pattern("storage.read:/{group}/{username}-x/*").variables())
        .containsExactlyInAnyOrder(Variable.GROUP, Variable.USERNAME);
    assertThat(pattern("vo:{group}").variables()).containsExactly(Variable.GROUP);
    assertThat(pattern("openid").variables()).isEmpty();
    assertThat(pattern("storage.read:/{group}/**").text()).isEqualTo("storage.read:/{group}/**");
    assertThat(Variable.USERNAME.written()).isEqualTo("{username}");
  }

  @Test
  void a_group_whose_name_has_structure_matches_no_plain_scope() {
    Requester odd = new Requester(Optional.of("a/b"), Set.of("a/b"), new ClientId("portal"));
    assertThat(pattern("wlcg.groups:/{group}").match(scope("wlcg.groups:/a/b"), odd))
        .isEqualTo(Match.OTHER_SCOPE);
  }

  static ScopePattern pattern(String text) {
    return assertThat(ScopePattern.parse(text, Profile.PLAIN))
        .asInstanceOf(type(ScopePattern.Parsed.class))
        .actual()
        .pattern();
  }

  static Scope scope(String text) {
    return set(text).scopes().getFirst();
  }

  private static String refusal(String text, Profile profile) {
    return assertThat(ScopePattern.parse(text, profile))
        .asInstanceOf(type(ScopePattern.Malformed.class))
        .actual()
        .why();
  }
}
