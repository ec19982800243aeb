package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Profile;

class PatternExamplesTest {
  @Test
  void a_path_pattern_is_told_as_its_actions_at_the_root() {
    assertThat(examples("storage.read:/data/{group}/**")).containsExactly("storage.read:/");
    assertThat(examples("storage.*:/**")).contains("storage.read:/", "storage.modify:/");
  }

  @Test
  void a_name_is_told_as_it_is() {
    assertThat(examples("openid")).containsExactly("openid");
  }

  @Test
  void a_name_that_only_the_requester_completes_is_not_told() {
    assertThat(examples("compute.*")).isEmpty();
  }

  private static Set<String> examples(String text) {
    ScopePattern.Parse parse = ScopePattern.parse(text, Profile.WLCG);
    assertThat(parse).isInstanceOf(ScopePattern.Parsed.class);
    return ((ScopePattern.Parsed) parse).pattern().examples();
  }
}
