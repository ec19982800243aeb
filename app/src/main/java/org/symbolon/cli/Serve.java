package org.symbolon.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbolon.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code symbolon serve}: the production start. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    header = "Serves until stopped (Ctrl-C or SIGTERM).")
final class Serve implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Mixin private ConfigOption config = new ConfigOption();

  Serve(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<Configuration> configuration = config.load(surroundings);
    if (configuration.isEmpty()) {
      return Cli.MISTAKE;
    }
    try (Wiring.Running running =
        surroundings.wiring().start(configuration.get(), Wiring.Purpose.PRODUCTION)) {
      try (Reloading reloading =
          new Reloading(
              running,
              config.file(),
              surroundings.environment(),
              configuration.get().reload() == Configuration.Reload.ON_CHANGE)) {
        reloading.begin();
        surroundings.untilStopped().await(running);
      }
      return ExitCode.OK;
    } catch (Wiring.StartFailed failed) {
      config.print(surroundings, failed.problems());
      return Cli.MISTAKE;
    }
  }
}
