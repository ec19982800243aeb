package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/** What an institution said while the store was out of service. */
class UnreportedTest {
  private final Unreported unreported = new Unreported();
  private final GrantId login = Samples.id();
  private final List<String> stored = new ArrayList<>();
  private boolean down;

  @Test
  void what_is_stored_at_once_is_not_stored_again() {
    unreported.report(login, () -> store("a"));
    unreported.settle(login);
    unreported.settleAll();
    assertThat(stored).containsExactly("a");
  }

  @Test
  void what_could_not_be_stored_is_stored_before_the_login_is_used_again() {
    down = true;
    assertThatThrownBy(() -> unreported.report(login, () -> store("a")))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> unreported.settle(login)).isInstanceOf(ProtocolException.class);
    unreported.settleAll();
    down = false;
    unreported.settle(Samples.id());
    assertThat(stored).isEmpty();
    unreported.settle(login);
    unreported.settle(login);
    assertThat(stored).containsExactly("a");
  }

  @Test
  void all_that_is_kept_is_stored_once_the_store_is_back() {
    down = true;
    for (String answer : List.of("a", "b", "c")) {
      assertThatThrownBy(() -> unreported.report(Samples.id(), () -> store(answer)))
          .isInstanceOf(ProtocolException.class);
    }
    down = false;
    unreported.settleAll();
    unreported.settleAll();
    assertThat(stored).containsExactlyInAnyOrder("a", "b", "c");
  }

  private void store(String answer) {
    if (down) {
      throw ProtocolError.unavailable("out of service", "test").exception();
    }
    stored.add(answer);
  }
}
