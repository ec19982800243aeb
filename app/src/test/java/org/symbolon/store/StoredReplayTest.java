package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.verify.Replay;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredReplayTest {
  private final Replay replay;

  StoredReplayTest(TestDatabases.Kind kind) {
    replay = TestDatabases.shared(kind).store().replay();
  }

  @Test
  void of_many_who_take_an_identifier_one_is_the_first() {
    String id = Samples.text();
    List<Boolean> first = Parallel.run(20, number -> replay.first("client a", id, Samples.EXPIRES));
    assertThat(first).containsOnlyOnce(true);
  }

  @Test
  void one_makers_identifier_says_nothing_of_anothers() {
    String id = Samples.text();
    assertThat(replay.first("client a", id, Samples.EXPIRES)).isTrue();
    assertThat(replay.first("client b", id, Samples.EXPIRES)).isTrue();
    assertThat(replay.first("client a", id, Samples.EXPIRES)).isFalse();
  }
}
