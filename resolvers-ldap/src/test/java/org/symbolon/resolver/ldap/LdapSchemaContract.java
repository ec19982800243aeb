package org.symbolon.resolver.ldap;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;
import org.symbolon.resolver.contract.PasswordVerifierContract;

/** The contract, for one directory in one schema. */
abstract class LdapSchemaContract {
  abstract TestSite site();

  abstract String url();

  private Map<String, Object> settings() {
    return site().settings(url());
  }

  private Map<String, Object> down() {
    Map<String, Object> settings = settings();
    // A port nobody may listen at without being root: refused at once.
    settings.put("url", "ldap://127.0.0.1:1");
    return settings;
  }

  @Nested
  final class Accounts extends AccountSourceContract {
    @Override
    protected ResolverFactory factory() {
      return new LdapResolverFactory();
    }

    @Override
    protected Map<String, ?> settings() {
      return LdapSchemaContract.this.settings();
    }

    @Override
    protected Map<String, ?> settingsOfASourceThatIsDown() {
      return down();
    }

    @Override
    protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
      Map<String, Object> settings = new HashMap<>(LdapSchemaContract.this.settings());
      settings.remove("user-base");
      return Map.of("user-base", settings);
    }

    @Override
    protected String knownUser() {
      return "ana";
    }

    @Override
    protected Contribution knownContribution() {
      return site().ana();
    }

    @Override
    protected String unknownUser() {
      return "nobody";
    }
  }

  @Nested
  final class Passwords extends PasswordVerifierContract {
    @Override
    protected ResolverFactory factory() {
      return new LdapResolverFactory();
    }

    @Override
    protected Map<String, ?> settings() {
      return LdapSchemaContract.this.settings();
    }

    @Override
    protected Map<String, ?> settingsOfASourceThatIsDown() {
      return down();
    }

    @Override
    protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
      Map<String, Object> settings = new HashMap<>(LdapSchemaContract.this.settings());
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
}
