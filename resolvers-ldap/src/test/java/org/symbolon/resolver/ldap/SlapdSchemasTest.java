package org.symbolon.resolver.ldap;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract in the schemas of Unix, with OpenLDAP. */
final class SlapdSchemasTest {
  private static final Map<TestSite, Slapd> DIRECTORIES = new EnumMap<>(TestSite.class);

  @BeforeAll
  static void start() throws Exception {
    for (TestSite site : List.of(TestSite.RFC2307, TestSite.RFC2307BIS, TestSite.FREEIPA)) {
      DIRECTORIES.put(site, Slapd.start(site));
    }
  }

  @AfterAll
  static void stop() {
    DIRECTORIES.values().forEach(Slapd::close);
  }

  abstract static class Real extends LdapSchemaContract {
    @Override
    String url() {
      return Objects.requireNonNull(DIRECTORIES.get(site())).url();
    }
  }

  @Nested
  final class Rfc2307 extends Real {
    @Override
    TestSite site() {
      return TestSite.RFC2307;
    }
  }

  @Nested
  final class Rfc2307bis extends Real {
    @Override
    TestSite site() {
      return TestSite.RFC2307BIS;
    }
  }

  @Nested
  final class FreeIpa extends Real {
    @Override
    TestSite site() {
      return TestSite.FREEIPA;
    }
  }
}
