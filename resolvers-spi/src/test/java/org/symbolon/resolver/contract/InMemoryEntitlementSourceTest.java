package org.symbolon.resolver.contract;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;

/** The suite, tried on {@link InMemoryResolver}. */
final class InMemoryEntitlementSourceTest extends EntitlementSourceContract {
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
  protected Account entitledAccount() {
    return new Account("ana", OptionalLong.of(2001), OptionalLong.of(2001), Set.of(), Map.of());
  }

  @Override
  protected List<String> entitlements() {
    return List.of("storage.read:/**");
  }

  @Override
  protected String unknownUser() {
    return "ben";
  }
}
