package org.symbolon.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbolon.config.Configuration;
import org.symbolon.protocol.ProtocolException;
import picocli.CommandLine.Mixin;

/** What the operator's commands share: each says what it does once all is open. */
abstract class OperatorCommand implements Callable<Integer> {
  static final String BY_OPERATOR = "ended by an operator";

  private final Cli.Surroundings surroundings;

  @Mixin private ConfigOption config = new ConfigOption();

  OperatorCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * @return the exit code
   */
  abstract int work(Operator operator);

  @Override
  public final Integer call() {
    Optional<Configuration> configuration = config.load(surroundings);
    if (configuration.isEmpty()) {
      return Cli.MISTAKE;
    }
    try (Operator operator = surroundings.wiring().operator(configuration.get())) {
      return work(operator);
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
    return surroundings.mistake(why);
  }
}
