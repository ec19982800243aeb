package org.symbolon.cli;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.symbolon.config.Configuration;
import org.symbolon.protocol.ProtocolException;
import picocli.CommandLine.Mixin;

/** What the operator's commands share. */
abstract class OperatorCommand {
  static final String BY_OPERATOR = "ended by an operator";

  private final Cli.Surroundings surroundings;

  @Mixin private ConfigOption config = new ConfigOption();

  OperatorCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int with(ToIntFunction<Operator> work) {
    Optional<Configuration> configuration = config.load(surroundings);
    if (configuration.isEmpty()) {
      return Cli.MISTAKE;
    }
    try (Operator operator = surroundings.wiring().operator(configuration.get())) {
      return work.applyAsInt(operator);
    } catch (Wiring.StartFailed failed) {
      config.print(surroundings, failed.problems());
      return Cli.MISTAKE;
    } catch (ProtocolException | IllegalStateException | IllegalArgumentException refused) {
      return failed(String.valueOf(refused.getMessage()));
    }
  }

  void print(String line) {
    surroundings.out().println(line);
    surroundings.out().flush();
  }

  int failed(String why) {
    surroundings.err().println(why);
    surroundings.err().flush();
    return Cli.MISTAKE;
  }
}
