package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Profile;

class ScopeSetTest {
  @Test
  void scopes_keep_the_order_asked_and_none_stands_twice() {
    assertThat(set("wlcg.groups:/b openid wlcg.groups:/a openid").text())
        .isEqualTo("wlcg.groups:/b openid wlcg.groups:/a");
    assertThat(set("storage.read:/%41 storage.read:/A").texts()).containsExactly("storage.read:/A");
  }

  @Test
  void no_scope_is_the_empty_set_and_covers_nothing() {
    assertThat(set("").isEmpty()).isTrue();
    assertThat(set("").covers(set("openid"))).isFalse();
    assertThat(set("storage.read:/ openid").narrow(ScopeSet.EMPTY).isEmpty()).isTrue();
    assertThat(ScopeSet.EMPTY).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", " openid", "openid ", "openid  profile"})
  void blanks_too_many_are_refused(String text) {
    assertThat(refusal(text)).contains("blank too many");
  }

  @Test
  void one_bad_scope_refuses_the_whole_text_and_is_named() {
    assertThat(refusal("openid storage.read:/../..")).contains("'storage.read:/../..'");
  }

  @Test
  void more_than_200_scopes_are_refused() {
    assertThat(refusal(String.join(" ", Collections.nCopies(201, "openid"))))
        .isEqualTo("more than 200 scopes");
    assertThat(set(String.join(" ", Collections.nCopies(200, "openid"))).text())
        .isEqualTo("openid");
  }

  @Test
  void more_than_8_kib_are_refused() {
    assertThat(refusal("a".repeat(4096) + " " + "b".repeat(4096))).contains("8192");
  }

  @Test
  void scopes_are_found_by_name() {
    assertThat(set("openid compute.read").has("openid")).isTrue();
    assertThat(set("openid compute.read").has("offline_access")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/foo,    storage.read:/foo,      true",
    "storage.read:/foo,    storage.read:/foo/bar,  true",
    "storage.read:/foo,    storage.read:/foo/,     true",
    "storage.read:/,       storage.read:/foo,      true",
    "storage.read:/foo,    storage.read:/foobar,   false",
    "storage.read:/foo,    storage.read:/,         false",
    "storage.read:/foo/,   storage.read:/foo,      false",
    "storage.read:/foo/,   storage.read:/foo/bar,  true",
    "storage.read:/foo/,   storage.read:/foo/,     true",
    "storage.modify:/foo,  storage.create:/foo/b,  true",
    "storage.create:/foo,  storage.modify:/foo,    false",
    "storage.stage:/foo,   storage.read:/foo,      false",
    "storage.stage:/foo,   storage.poll:/foo,      true",
    "storage.read:/foo,    storage.stage:/foo,     false",
    "storage.modify:/foo,  storage.read:/foo,      false",
    "write:/foo,           storage.create:/foo,    false",
    "storage.read:/foo,    read:/foo,              false",
    "write:/foo,           read:/foo,              false",
    "write:/foo,           write:/foo/bar,         true",
    "compute.modify,       compute.create,         false",
    "wlcg.groups,          wlcg.groups:/cms,       false",
    "wlcg.groups:/cms,     wlcg.groups:/cms/uscms, false",
    "openid,               openid,                 true",
    "openid,               storage.read:/,         false",
    "storage.read:/,       openid,                 false"
  })
  void a_scope_covers_what_its_profile_says(String greater, String lesser, boolean covers) {
    assertThat(set(greater).covers(set(lesser))).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/ana,            storage.read:/data,  storage.read:/data/ana",
    "storage.read:/,  storage.read:/data storage.read:/home, storage.read:/data storage.read:/home",
    "storage.modify:/a/b,               storage.create:/a,   storage.create:/a/b",
    "storage.modify:/a,                 storage.create:/a/b, storage.create:/a/b",
    "storage.read:/a,                   storage.read:/a/,    storage.read:/a/",
    "openid storage.read:/x,            openid,              openid",
    "storage.read:/foobar,              storage.read:/foo,   ''"
  })
  void a_request_is_narrowed_to_its_ceiling(String asked, String ceiling, String narrowed) {
    assertThat(set(asked).narrow(set(ceiling)).text()).isEqualTo(narrowed);
  }

  @Test
  void a_union_keeps_only_what_is_needed() {
    assertThat(set("storage.create:/a/b openid").union(set("storage.modify:/a")).text())
        .isEqualTo("openid storage.modify:/a");
  }

  @Test
  void a_set_is_made_of_scopes_directly() {
    assertThat(ScopeSet.of(new PlainScope("openid"))).isEqualTo(set("openid"));
    assertThat(ScopeSet.parse(List.of("openid"), Profile.PLAIN))
        .isEqualTo(new ScopeSet.Parsed(set("openid")));
  }

  static ScopeSet set(String text) {
    return assertThat(ScopeSet.parse(text, Profile.PLAIN))
        .asInstanceOf(type(ScopeSet.Parsed.class))
        .actual()
        .scopes();
  }

  private static String refusal(String text) {
    return assertThat(ScopeSet.parse(text, Profile.PLAIN))
        .asInstanceOf(type(ScopeSet.Malformed.class))
        .actual()
        .why();
  }
}
