package org.symbolon.resolver.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** The suite, tried on {@link InMemoryResolver}. */
final class InMemoryScopeJudgeTest extends ScopeJudgeContract {
  @Override
  protected ResolverFactory factory() {
    return new InMemoryResolver.Factory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("motto", "remember", "down", false);
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return Map.of("motto", "forget", "down", true);
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Map.of("motto", Map.of());
  }

  @Override
  protected Account account() {
    return new Account("ana", OptionalLong.of(2001), OptionalLong.of(2001), Set.of(), Map.of());
  }

  @Override
  protected ScopeQuestion grantedScope() {
    return storage("storage.read");
  }

  @Override
  protected ScopeQuestion refusedScope() {
    return storage("storage.modify");
  }

  @Override
  protected ScopeQuestion foreignScope() {
    return new ScopeQuestion("compute.create", "compute.create", Optional.empty());
  }

  private static ScopeQuestion storage(String action) {
    ScopePath path = new ScopePath(List.of("data"), false);
    return new ScopeQuestion(action + ":/data", action, Optional.of(path));
  }
}
