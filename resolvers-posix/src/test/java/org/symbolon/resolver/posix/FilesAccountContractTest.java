package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;

/** The contract, kept by accounts from files. */
final class FilesAccountContractTest extends AccountSourceContract {
  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        directory.resolve("passwd"),
        """
        root:x:0:0:root:/root:/bin/bash
        ana:x:2001:2001:Ana:/home/ana:/sbin/nologin
        """);
    Files.writeString(
        directory.resolve("group"),
        """
        ana:x:2001:
        project1:x:12350:ben,ana
        """);
  }

  @Override
  protected ResolverFactory factory() {
    return new PosixResolverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return in(directory);
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return in(directory.resolve("unmounted"));
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Map.of(
        "passwd-file", Map.of("accounts", "files", "group-file", "/etc/group"),
        "group-file", Map.of("accounts", "files", "passwd-file", "/etc/passwd"),
        "base-path", Map.of("accounts", "none"));
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
        Set.of(Group.of("ana", 2001), Group.of("project1", 12350)),
        Map.of());
  }

  @Override
  protected String unknownUser() {
    return "nosuchuser";
  }

  private Map<String, ?> in(Path place) {
    return Map.of(
        "accounts", "files",
        "passwd-file", place.resolve("passwd").toString(),
        "group-file", place.resolve("group").toString(),
        "base-path", directory.toString(),
        "actions", java.util.List.of("read", "write"));
  }
}
