package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.contract.MapSettings;

final class PosixSettingsTest {
  @Test
  void nothing_said_means_the_name_service_and_no_judging() {
    assertThat(mistakes(Map.of())).isEmpty();
    PosixSettings settings = PosixSettings.from(new MapSettings("posix", Map.of()));
    assertThat(settings.accounts()).isEqualTo(PosixSettings.Accounts.NAME_SERVICE);
    assertThat(settings.basePath()).isEmpty();
    assertThat(settings.actions()).hasSize(6);
  }

  @Test
  void a_resolver_that_makes_no_accounts_is_no_source_of_them() {
    Map<String, ?> values = Map.of("accounts", "none", "base-path", "/srv");
    Resolver resolver = new PosixResolverFactory().open(new MapSettings("posix", values));
    assertThat(resolver).isInstanceOf(PosixJudge.class).isNotInstanceOf(AccountSource.class);
  }

  @Test
  void each_mistake_is_reported_under_its_key() {
    assertThat(mistakes(Map.of("accounts", "ldap")))
        .containsExactly("accounts: should be name-service, files or none");
    assertThat(mistakes(Map.of("accounts", "files")))
        .containsExactly(
            "passwd-file: is missing: accounts: files needs it",
            "group-file: is missing: accounts: files needs it");
    assertThat(mistakes(Map.of("passwd-file", "/etc/passwd")))
        .containsExactly("passwd-file: is used with accounts: files only");
    assertThat(mistakes(Map.of("base-path", "data")))
        .containsExactly("base-path: should be absolute: begin with /");
    assertThat(mistakes(Map.of("read-only-mounts", "maybe")))
        .containsExactly("read-only-mounts: should be refuse or ignore");
    assertThat(mistakes(Map.of("walks", 0))).containsExactly("walks: should be from 1 to 1000");
    assertThat(mistakes(Map.of("accounts", "none")))
        .containsExactly(
            "base-path: is missing: with accounts: none there is nothing else to answer");
    assertThat(mistakes(Map.of("actions", List.of("read", "delete"))))
        .containsExactly(
            "actions: knows read, storage.create, storage.modify, storage.read, storage.stage,"
                + " write only");
  }

  @Test
  void another_system_than_linux_is_a_mistake() {
    String system = System.getProperty("os.name");
    System.setProperty("os.name", "Mac OS X");
    try {
      assertThat(mistakes(Map.of())).containsExactly("type: posix resolvers run on Linux only");
    } finally {
      System.setProperty("os.name", system);
    }
  }

  private static List<String> mistakes(Map<String, ?> values) {
    MapSettings settings = new MapSettings("posix", values);
    new PosixResolverFactory().open(settings).close();
    return settings.mistakes();
  }
}
