package org.symbolon.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolve.Entitled;

/** What somebody may have, in words. */
class EntitledWordsTest {
  private static Entitled without(String why, List<String> unavailable) {
    return new Entitled(
        Optional.of("ana"),
        TestClient.named("cli").at(new IssuerId("lab")),
        Optional.empty(),
        Optional.of(why),
        List.of(),
        unavailable);
  }

  @Test
  void a_source_that_is_down_is_not_told_as_a_no() {
    Entitled down = without("a source can not say: ldap is down", List.of("ldap is down"));
    assertThat(EntitledWords.text(down))
        .isEqualTo(
            "What ana at cli may have can not be said now: a source can not say: ldap is down\n");
    assertThat(EntitledWords.json(down)).containsEntry("complete", false);
  }

  @Test
  void somebody_who_is_not_known_may_have_nothing() {
    Entitled none = without("files knows no ana", List.of());
    assertThat(EntitledWords.text(none))
        .isEqualTo("ana at cli may have nothing: files knows no ana\n");
    assertThat(EntitledWords.json(none)).containsEntry("complete", true);
  }
}
