package org.symbolon.resolver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.contract.MapSettings;

/** A resolver of some settings, and questions to it. */
final class Asked implements AutoCloseable {
  private final Resolver resolver;

  Asked(Map<String, Object> settings) {
    MapSettings read = new MapSettings("site", settings);
    this.resolver = new SqlResolverFactory().open(read);
    assertThat(read.mistakes()).isEmpty();
  }

  Resolver resolver() {
    return resolver;
  }

  SqlResolver.OfRights rights() {
    return (SqlResolver.OfRights) resolver;
  }

  AccountAnswer account(String name) {
    return account(name, Contribution.NONE, soon());
  }

  AccountAnswer account(String name, Contribution earlier, Deadline deadline) {
    return ((AccountSource) resolver)
        .account(
            new Principal(name, "https://idp.example", "subject-of-" + name, Map.of()),
            earlier,
            deadline);
  }

  Contribution found(String name) {
    assertThat(account(name)).isInstanceOf(AccountAnswer.Found.class);
    return ((AccountAnswer.Found) account(name)).contribution();
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    resolver.close();
  }
}
