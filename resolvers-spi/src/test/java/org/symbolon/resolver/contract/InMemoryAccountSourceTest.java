package org.symbolon.resolver.contract;

import java.util.Map;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.ResolverFactory;

/** The suite, tried on {@link InMemoryResolver}. */
final class InMemoryAccountSourceTest extends AccountSourceContract {
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
  protected String knownUser() {
    return "ana";
  }

  @Override
  protected Contribution knownContribution() {
    return InMemoryResolver.ANA;
  }

  @Override
  protected String unknownUser() {
    return "ben";
  }
}
