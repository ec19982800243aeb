package org.symbolon.resolver.ldap;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;
import org.symbolon.resolver.contract.EntitlementSourceContract;
import org.symbolon.resolver.contract.ScopeJudgeContract;

/** What an account may have at all, and whether it may have these scopes: with OpenLDAP. */
final class LdapEntitlementContractTest {
  private static final Account ANA =
      new Account("ana", OptionalLong.of(2001), OptionalLong.of(2001), Set.of(), Map.of());

  private static Slapd slapd;

  @BeforeAll
  static void start() throws Exception {
    slapd = Slapd.start(TestSite.RFC2307);
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>(TestSite.RFC2307.settings(slapd.url()));
    settings.put("entitlement-attribute", "eduPersonEntitlement");
    settings.put("actions", List.of("storage.*"));
    settings.put(
        "entitlements",
        List.of(
            Map.of(
                "group",
                "urn:geant:lab.example:group:{group}",
                "scopes",
                List.of("storage.read:/data/{group}/**", "storage.modify:/home/{username}/**")),
            Map.of("value", "urn:x:nobody-has-it", "scopes", "storage.read:/**")));
    return settings;
  }

  private static Map<String, Object> down() {
    Map<String, Object> settings = settings();
    settings.put("url", "ldap://127.0.0.1:1");
    return settings;
  }

  private static Map<String, Map<String, ?>> lacking() {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.remove("entitlements");
    return Map.of("entitlements", settings);
  }

  private static ScopeQuestion scope(String action, String... path) {
    ScopePath where = new ScopePath(List.of(path), false);
    return new ScopeQuestion(action + ":" + where, action, Optional.of(where));
  }

  @Nested
  final class WhatAtAll extends EntitlementSourceContract {
    @Override
    protected ResolverFactory factory() {
      return new LdapResolverFactory();
    }

    @Override
    protected Map<String, ?> settings() {
      return LdapEntitlementContractTest.settings();
    }

    @Override
    protected Map<String, ?> settingsOfASourceThatIsDown() {
      return down();
    }

    @Override
    protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
      return lacking();
    }

    @Override
    protected Account entitledAccount() {
      return ANA;
    }

    @Override
    protected List<String> entitlements() {
      return List.of("storage.read:/data/ana-group/**", "storage.modify:/home/ana/**");
    }

    @Override
    protected String unknownUser() {
      return "nobody";
    }
  }

  @Nested
  final class TheseScopes extends ScopeJudgeContract {
    @Override
    protected ResolverFactory factory() {
      return new LdapResolverFactory();
    }

    @Override
    protected Map<String, ?> settings() {
      return LdapEntitlementContractTest.settings();
    }

    @Override
    protected Map<String, ?> settingsOfASourceThatIsDown() {
      return down();
    }

    @Override
    protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
      return lacking();
    }

    @Override
    protected Account account() {
      return ANA;
    }

    @Override
    protected ScopeQuestion grantedScope() {
      return scope("storage.read", "data", "ana-group", "x");
    }

    @Override
    protected ScopeQuestion refusedScope() {
      return scope("storage.modify", "data", "ana-group", "x");
    }

    @Override
    protected ScopeQuestion foreignScope() {
      return new ScopeQuestion("compute.read", "compute.read", Optional.empty());
    }
  }
}
