package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.LAB;
import static org.symbolon.resolve.Fixtures.asks;
import static org.symbolon.resolve.Fixtures.policy;
import static org.symbolon.resolve.Fixtures.request;
import static org.symbolon.resolve.Fixtures.scopes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolve.Rights.Outcome;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.contract.MapSettings;
import org.symbolon.scope.Decision;

/** The whole way with the resolver that decides by files: named nowhere in the gateway's code. */
final class PosixResolverTest {
  @TempDir private Path folder;

  @BeforeEach
  void site() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("passwd"), "ana:x:12001:12001::/home/ana:/bin/sh\n");
    Files.writeString(folder.resolve("group"), "ana:x:12001:\nproject1:x:12350:ana\n");
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void it_is_found_by_its_type_and_decides_by_what_the_files_allow() {
    MapSettings settings =
        new MapSettings(
            "files",
            Map.of(
                "accounts", "files",
                "passwd-file", folder.resolve("passwd").toString(),
                "group-file", folder.resolve("group").toString(),
                "base-path", folder.toString()));
    try (ResolverTypes types = ResolverTypes.find(folder.resolve("no-plugins"));
        ResolverCatalog catalog =
            ResolverCatalog.open(
                List.of(new Configured("files", "posix", settings)),
                types,
                ResolverObserver.NONE)) {
      assertThat(settings.mistakes()).isEmpty();
      assertThat(settings.unread()).isEmpty();
      assertThat(catalog.health().values()).hasOnlyElementsOfType(Health.Ready.class);
      Rights rights =
          new RightsEngine(
              Map.of(
                  LAB,
                  IssuerRights.of(
                      policy(asks("storage.*:/**", "files")), List.of("files"), catalog)),
              RightsEngine.PATIENCE,
              System::nanoTime,
              Fixtures.CLOCK);
      Outcome outcome = rights.ofPerson(request("storage.read:/data storage.create:/data"));
      assertThat(outcome).isInstanceOf(Outcome.Decided.class);
      Outcome.Decided decided = (Outcome.Decided) outcome;
      assertThat(decided.account().gids()).isEqualTo(Set.of(12001L, 12350L));
      Decision decision = decided.decision();
      assertThat(decision.unavailable()).isEmpty();
      assertThat(decision.granted()).isEqualTo(scopes("storage.read:/data"));
      assertThat(decision.refused()).hasSize(1);
    }
  }
}
