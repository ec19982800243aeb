package org.symbolon.resolver.sql;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.EntitlementSourceContract;

@ParameterizedClass
@EnumSource(Engine.class)
final class SqlEntitlementContractTest extends EntitlementSourceContract {
  private final Engine engine;

  SqlEntitlementContractTest(Engine engine) {
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
  protected Account entitledAccount() {
    return Fixture.account("ana");
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
