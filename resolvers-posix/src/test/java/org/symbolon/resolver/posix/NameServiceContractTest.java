package org.symbolon.resolver.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.AccountSourceContract;

/** The contract, kept by the machine's real name service, compared with {@code id}. */
final class NameServiceContractTest extends AccountSourceContract {
  @Override
  protected ResolverFactory factory() {
    return new PosixResolverFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("accounts", "name-service");
  }

  @Override
  protected Map<String, ?> settingsOfASourceThatIsDown() {
    return Map.of("accounts", "name-service", "base-path", "/no/such/directory");
  }

  /** The machine's own name service can not be taken down: one whose every call fails stands in. */
  @Override
  protected Resolver resolverWhoseSourceIsDown() {
    return new PosixResolver(
        new NameService(new FailingNames(Errno.EIO)),
        new PosixJudge(Optional.empty(), Map.of(), true, Turns.ofThisMachine()));
  }

  @Override
  protected Map<String, Map<String, ?>> settingsLackingARequiredOne() {
    return Map.of("base-path", Map.of("accounts", "none"));
  }

  @Override
  protected String knownUser() {
    return printed("id", "-un");
  }

  @Override
  protected Contribution knownContribution() {
    String user = knownUser();
    return new Contribution(
        Optional.of(user),
        OptionalLong.of(Long.parseLong(printed("id", "-u", user))),
        OptionalLong.of(Long.parseLong(printed("id", "-g", user))),
        groups(user),
        Map.of());
  }

  @Override
  protected String unknownUser() {
    return "nosuchuser";
  }

  private static Set<Group> groups(String user) {
    return Arrays.stream(printed("id", "-G", user).split(" "))
        .map(
            gid -> {
              String name = printed("getent", "group", gid).split(":")[0];
              long number = Long.parseLong(gid);
              return name.isEmpty() ? Group.numbered(number) : Group.of(name, number);
            })
        .collect(Collectors.toSet());
  }

  private static String printed(String... command) {
    try {
      Process process = new ProcessBuilder(command).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
