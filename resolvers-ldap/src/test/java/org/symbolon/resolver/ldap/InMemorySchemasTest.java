package org.symbolon.resolver.ldap;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract in all four schemas, with the SDK's server. */
final class InMemorySchemasTest {
  private static final Map<TestSite, TestDirectory> DIRECTORIES = new EnumMap<>(TestSite.class);

  @BeforeAll
  static void start() throws Exception {
    for (TestSite site : TestSite.values()) {
      DIRECTORIES.put(site, TestDirectory.start(site));
    }
  }

  @AfterAll
  static void stop() {
    DIRECTORIES.values().forEach(TestDirectory::close);
  }

  abstract static class InMemory extends LdapSchemaContract {
    @Override
    String url() {
      return Objects.requireNonNull(DIRECTORIES.get(site())).url();
    }
  }

  @Nested
  final class Rfc2307 extends InMemory {
    @Override
    TestSite site() {
      return TestSite.RFC2307;
    }
  }

  @Nested
  final class Rfc2307bis extends InMemory {
    @Override
    TestSite site() {
      return TestSite.RFC2307BIS;
    }
  }

  @Nested
  final class ActiveDirectory extends InMemory {
    @Override
    TestSite site() {
      return TestSite.ACTIVE_DIRECTORY;
    }
  }

  @Nested
  final class FreeIpa extends InMemory {
    @Override
    TestSite site() {
      return TestSite.FREEIPA;
    }
  }
}
