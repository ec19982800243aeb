package org.symbolon.resolver.contract;

import java.util.Map;
import org.symbolon.resolver.ResolverFactory;

/** The suite, tried on {@link InMemoryResolver}. */
final class InMemoryPasswordVerifierTest extends PasswordVerifierContract {
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
  protected String userWithAPassword() {
    return "ana";
  }

  @Override
  protected String rightPassword() {
    return "right horse";
  }
}
