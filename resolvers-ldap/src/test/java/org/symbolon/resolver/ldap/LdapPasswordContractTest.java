package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.PasswordVerifierContract;

final class LdapPasswordContractTest extends PasswordVerifierContract {
  private static TestDirectory directory;

  @BeforeAll
  static void start() throws LDAPException {
    directory = TestDirectory.start();
  }

  @AfterAll
  static void stop() {
    directory.close();
  }

  @Override
  protected ResolverFactory factory() {
    return new LdapResolverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return directory.settings();
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    Map<String, Object> settings = new HashMap<>(directory.settings());
    settings.put("url", "ldap://127.0.0.1:1");
    return settings;
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    Map<String, Object> settings = new HashMap<>(directory.settings());
    settings.remove("bind-password");
    return Map.of("bind-password", settings);
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
