package org.symbolon.resolver.sql;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.contract.ScopeJudgeContract;

@ParameterizedClass
@EnumSource(Engine.class)
final class SqlJudgeContractTest extends ScopeJudgeContract {
  private final Engine engine;

  SqlJudgeContractTest(Engine engine) {
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
  protected Account account() {
    return Fixture.account("ana");
  }

  @Override
  protected ScopeQuestion grantedScope() {
    return Fixture.scope("storage.read", "home", "ana", "thesis");
  }

  @Override
  protected ScopeQuestion refusedScope() {
    return Fixture.scope("storage.read", "home", "ben");
  }

  @Override
  protected ScopeQuestion foreignScope() {
    return Fixture.scope("wlcg.groups", "ana");
  }
}
