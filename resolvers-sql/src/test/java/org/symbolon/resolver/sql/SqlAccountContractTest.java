package org.symbolon.resolver.sql;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;

@ParameterizedClass
@EnumSource(Engine.class)
final class SqlAccountContractTest extends AccountSourceContract {
  private final Engine engine;

  SqlAccountContractTest(Engine engine) {
    this.engine = engine;
  }

  @Override
  protected ResolverFactory factory() {
    return new SqlResolverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Fixture.settings(engine);
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return Fixture.down(engine);
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Fixture.lackingARequiredOne(engine);
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
