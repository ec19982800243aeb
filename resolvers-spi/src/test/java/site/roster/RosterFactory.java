package site.roster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.resolver.*;

/** People of a file, a line each: {@code ana 2001 2001}. */
public final class RosterFactory implements ResolverFactory {
  @Override
  public String type() {
    return "roster";
  }

  @Override
  public Resolver open(Settings settings) {
    Optional<Path> file = settings.path("file");
    if (file.isEmpty()) {
      settings.mistake("file", "is missing: name the file of the people");
    }
    return new Roster(file.orElse(Path.of("roster")));
  }

  private record Roster(Path file) implements Resolver, AccountSource {
    @Override
    public AccountAnswer account(Principal login, Contribution earlier, Deadline deadline) {
      if (deadline.passed()) {
        return new AccountAnswer.Unavailable("no time was left to read the roster");
      }
      String name = earlier.name().orElse(login.username());
      try (Stream<String> lines = Files.lines(file)) {
        Optional<String[]> line =
            lines.map(each -> each.split(" ")).filter(each -> each[0].equals(name)).findFirst();
        return line.isEmpty() || name.isEmpty()
            ? new AccountAnswer.UnknownUser()
            : new AccountAnswer.Found(person(name, line.get()));
      } catch (IOException | RuntimeException unreadable) {
        return new AccountAnswer.Unavailable("the roster can not be read: " + unreadable);
      }
    }

    private static Contribution person(String name, String[] line) {
      OptionalLong uid = OptionalLong.of(Long.parseLong(line[1]));
      OptionalLong gid = OptionalLong.of(Long.parseLong(line[2]));
      return new Contribution(Optional.of(name), uid, gid, Set.of(), Map.of());
    }

    @Override
    public Health check(Deadline deadline) {
      return Files.isReadable(file)
          ? new Health.Ready("the roster is there")
          : new Health.NotReady("the roster " + file + " can not be read");
    }

    @Override
    public void close() {}
  }
}
