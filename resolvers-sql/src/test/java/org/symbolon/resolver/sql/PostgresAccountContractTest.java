package org.symbolon.resolver.sql;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;

final class PostgresAccountContractTest extends AccountSourceContract {

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
  protected String knownUser() {
    return "ana";
  }

  @Override
  protected Contribution knownContribution() {
    return Fixture.ANA;
  }

  @Override
  protected String unknownUser() {
    return "nobody";
  }
}
