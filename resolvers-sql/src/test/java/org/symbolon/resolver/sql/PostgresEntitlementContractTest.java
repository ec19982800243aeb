package org.symbolon.resolver.sql;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.EntitlementSourceContract;

final class PostgresEntitlementContractTest extends EntitlementSourceContract {

  private static String url;

  @BeforeAll
  static void fill() {
    url = TestPostgres.filledOrSkip();
  }

  @Override
  protected ResolverFactory factory() {
    return new SqlResolverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Fixture.settings(url);
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return Fixture.but(
        Fixture.but(Fixture.settings(url), "timeout", "300ms"),
        "url",
        "jdbc:postgresql://127.0.0.1:1/site");
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Fixture.lackingARequiredOne(Fixture.settings(url));
  }

  @Override
  protected Account entitledAccount() {
    return new Account("ana", OptionalLong.of(2001), OptionalLong.of(2001), Set.of(), Map.of());
  }

  @Override
  protected List<String> entitlements() {
    return Fixture.PATTERNS;
  }

  @Override
  protected String unknownUser() {
    return "nobody";
  }
}
