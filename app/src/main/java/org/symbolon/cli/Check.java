package org.symbolon.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbolon.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code symbolon check}: everything that a start needs, tried without serving. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Tries everything that serve needs, without serving.",
    description = {
      "The configuration, master key, database, the institution's metadata, resolvers, signing",
      "keys, and whether the file system can be read. Prints every problem at once and exits with 1",
      "when there is one. Makes and changes nothing: says what a start will make."
    })
final class Check implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Mixin private ConfigOption config = new ConfigOption();

  Check(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<Configuration> configuration = config.load(surroundings);
    if (configuration.isEmpty()) {
      return Cli.MISTAKE;
    }
    configuration.get().issuers().stream()
        .flatMap(issuer -> issuer.warnings().stream())
        .forEach(warning -> surroundings.out().println(config.file() + ": warning: " + warning));
    surroundings.out().flush();
    Wiring.Checked checked = surroundings.wiring().check(configuration.get());
    if (!checked.problems().isEmpty()) {
      config.print(surroundings, checked.problems());
      return Cli.MISTAKE;
    }
    surroundings.out().println(config.file() + ": all is well.");
    checked.pending().forEach(what -> surroundings.out().println("The next start makes " + what));
    surroundings.out().flush();
    return ExitCode.OK;
  }
}
