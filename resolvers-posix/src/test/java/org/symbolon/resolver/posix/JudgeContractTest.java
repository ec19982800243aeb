package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;
import org.symbolon.resolver.contract.ScopeJudgeContract;

/** The contract, kept by the file system, for an account that other resolvers made. */
final class JudgeContractTest extends ScopeJudgeContract {
  @TempDir Path directory;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  protected ResolverFactory factory() {
    return new PosixResolverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("accounts", "none", "base-path", directory.toString());
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return Map.of("accounts", "none", "base-path", directory.resolve("unmounted").toString());
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Map.of("base-path", Map.of("accounts", "none"));
  }

  @Override
  protected Account account() {
    return new Account(
        "stranger", OptionalLong.of(54321), OptionalLong.of(54321), Set.of(), Map.of());
  }

  @Override
  protected ScopeQuestion grantedScope() {
    return scope("storage.read");
  }

  @Override
  protected ScopeQuestion refusedScope() {
    return scope("storage.modify");
  }

  @Override
  protected ScopeQuestion foreignScope() {
    return new ScopeQuestion("compute.create", "compute.create", Optional.empty());
  }

  private static ScopeQuestion scope(String action) {
    ScopePath path = new ScopePath(List.of("data"), false);
    return new ScopeQuestion(action + ":" + path, action, Optional.of(path));
  }
}
