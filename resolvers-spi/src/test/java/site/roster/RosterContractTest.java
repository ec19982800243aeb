package site.roster;

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
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;

final class RosterContractTest extends AccountSourceContract {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("people"), "ana 2001 2001\nben 2002 2002\n");
  }

  @Override
  protected ResolverFactory factory() {
    return new RosterFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("file", folder.resolve("people").toString());
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return Map.of("file", folder.resolve("lost").toString());
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Map.of("file", Map.of());
  }

  @Override
  protected String knownUser() {
    return "ana";
  }

  @Override
  protected Contribution knownContribution() {
    return new Contribution(
        Optional.of("ana"), OptionalLong.of(2001), OptionalLong.of(2001), Set.of(), Map.of());
  }

  @Override
  protected String unknownUser() {
    return "nobody";
  }
}
