package org.symbolon.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.symbolon.config.Configuration;
import org.symbolon.config.Configurations;
import org.symbolon.config.Problem;
import picocli.CommandLine.Option;

/** {@code --config FILE}, the same for all commands that need one. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration, a YAML file.")
  private Path file = Path.of("");

  Path file() {
    return file;
  }

  /** Prints what is wrong, if anything is. */
  Optional<Configuration> load(Cli.Surroundings surroundings) {
    return switch (Configurations.load(file, surroundings.environment())) {
      case Configurations.Loaded loaded -> Optional.of(loaded.configuration());
      case Configurations.Mistaken mistaken -> {
        print(surroundings, mistaken.problems());
        yield Optional.empty();
      }
    };
  }

  void print(Cli.Surroundings surroundings, List<Problem> problems) {
    surroundings.err().print(Configurations.print(file.toString(), problems));
    surroundings
        .err()
        .println(problems.size() == 1 ? "1 problem." : problems.size() + " problems.");
    surroundings.err().flush();
  }
}
