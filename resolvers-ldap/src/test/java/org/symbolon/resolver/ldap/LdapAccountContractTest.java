package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;

final class LdapAccountContractTest extends AccountSourceContract {
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
    Map<String, Object> settings = directory.settings();
    settings.put("schema", "rfc2307");
    settings.put("user-class", "posixAccount");
    settings.put("user-attribute", "uid");
    settings.put("uid-attribute", "uidNumber");
    settings.put("gid-attribute", "gidNumber");
    settings.put("start-tls", false);
    settings.put("timeout", "20s");
    settings.put("pool-size", 2);
    return settings;
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    Map<String, Object> settings = new HashMap<>(directory.settings());
    // A port nobody may listen at without being root: refused at once.
    settings.put("url", "ldap://127.0.0.1:1");
    return settings;
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    Map<String, Object> noUrl = new HashMap<>(directory.settings());
    noUrl.remove("url");
    Map<String, Object> noBase = new HashMap<>(directory.settings());
    noBase.remove("user-base");
    return Map.of("url", noUrl, "user-base", noBase);
  }

  @Override
  protected String knownUser() {
    return "ana";
  }

  @Override
  protected Contribution knownContribution() {
    return new Contribution(
        Optional.of("ana"),
        OptionalLong.of(2001),
        OptionalLong.of(2001),
        Set.of(Group.of("ana", 2001), Group.of("project1", 12350), Group.named("shift")),
        Map.of());
  }

  @Override
  protected String unknownUser() {
    return "nobody";
  }
}
