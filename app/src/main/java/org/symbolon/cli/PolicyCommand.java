package org.symbolon.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbolon.config.Configuration;
import org.symbolon.config.Configurations;
import org.symbolon.config.PolicyFile;
import org.symbolon.config.Problem;
import org.symbolon.explain.Inquiry;
import org.symbolon.explain.PolicyCases;
import org.symbolon.explain.PolicyTrial;
import org.symbolon.protocol.IssuerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon policy}: tries the rules against what is expected of them. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    header = "Tries the rules against expectations, and tells what a change would change.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PolicyCommand.Test.class, PolicyCommand.Diff.class})
final class PolicyCommand {
  PolicyCommand() {}

  /** {@code symbolon policy test FILE --config CONFIG}. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      header = "Says which expectations a policy does not meet, and why.",
      description = {
        "Accounts that the file records are decided by what it records; for any other the resolvers",
        "are asked. Exits with 0 if all hold, else with 1."
      })
  static final class Test implements Callable<Integer> {
    private final Cli.Surroundings surroundings;

    @Mixin private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "FILE", description = "The expectations.")
    private Path file = Path.of("");

    Test(Cli.Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      Optional<PolicyCases> cases = cases(surroundings, file);
      Optional<Configuration> configuration = config.load(surroundings);
      if (cases.isEmpty() || configuration.isEmpty()) {
        return Cli.MISTAKE;
      }
      try (Wiring.Inquiring open = open(surroundings, configuration.get(), cases.get())) {
        return print(surroundings, new PolicyTrial(cases.get()).test(inquiry(open, cases.get())));
      } catch (Wiring.StartFailed failed) {
        config.print(surroundings, failed.problems());
        return Cli.MISTAKE;
      }
    }
  }

  /** {@code symbolon policy diff OLD NEW --cases FILE}. */
  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      header = "Says for which recorded accounts and scopes the answer would change.",
      description = {
        "OLD and NEW are configurations. Compares the answers to each expectation of the file, and",
        "what each recorded account may have at each client. Exits with 0 if nothing changes, else",
        "with 1."
      })
  static final class Diff implements Callable<Integer> {
    private final Cli.Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "OLD")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW")
    private Path young = Path.of("");

    @Option(
        names = "--cases",
        required = true,
        paramLabel = "FILE",
        description = "Accounts and expectations, as for symbolon policy test.")
    private Path file = Path.of("");

    Diff(Cli.Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      Optional<PolicyCases> cases = cases(surroundings, file);
      Optional<Configuration> before = configuration(surroundings, old);
      Optional<Configuration> after = configuration(surroundings, young);
      if (cases.isEmpty() || before.isEmpty() || after.isEmpty()) {
        return Cli.MISTAKE;
      }
      try (Wiring.Inquiring one = open(surroundings, before.get(), cases.get());
          Wiring.Inquiring two = open(surroundings, after.get(), cases.get())) {
        return print(
            surroundings,
            new PolicyTrial(cases.get())
                .diff(inquiry(one, cases.get()), inquiry(two, cases.get())));
      } catch (Wiring.StartFailed failed) {
        return problems(surroundings, old + ", " + young, failed.problems());
      }
    }
  }

  private static Optional<PolicyCases> cases(Cli.Surroundings surroundings, Path file) {
    return switch (PolicyFile.load(file)) {
      case PolicyFile.Loaded loaded -> Optional.of(loaded.cases());
      case PolicyFile.Mistaken mistaken -> {
        problems(surroundings, file.toString(), mistaken.problems());
        yield Optional.empty();
      }
    };
  }

  private static Optional<Configuration> configuration(Cli.Surroundings surroundings, Path file) {
    return switch (Configurations.load(file, surroundings.environment())) {
      case Configurations.Loaded loaded -> Optional.of(loaded.configuration());
      case Configurations.Mistaken mistaken -> {
        problems(surroundings, file.toString(), mistaken.problems());
        yield Optional.empty();
      }
    };
  }

  private static Wiring.Inquiring open(
      Cli.Surroundings surroundings, Configuration configuration, PolicyCases cases)
      throws Wiring.StartFailed {
    InstantSource at = cases.at().map(InstantSource::fixed).orElse(InstantSource.system());
    return cases.isRecorded()
        ? surroundings.wiring().recorded(configuration, at)
        : surroundings.wiring().inquire(configuration, at);
  }

  private static Inquiry inquiry(Wiring.Inquiring open, PolicyCases cases)
      throws Wiring.StartFailed {
    Map<IssuerId, Inquiry> issuers = open.issuers();
    Optional<Inquiry> inquiry =
        cases
            .issuer()
            .map(id -> Optional.ofNullable(issuers.get(new IssuerId(id))))
            .orElseGet(() -> issuers.values().stream().findFirst());
    return inquiry.orElseThrow(
        () ->
            new Wiring.StartFailed(
                List.of(
                    new Problem(
                        "issuers",
                        0,
                        "has none with the id "
                            + cases.issuer().orElse("")
                            + ", which the expectations name"))));
  }

  private static int print(Cli.Surroundings surroundings, PolicyTrial.Result result) {
    result.lines().forEach(surroundings.out()::println);
    surroundings.out().flush();
    return result.failed() == 0 ? 0 : Cli.MISTAKE;
  }

  private static int problems(Cli.Surroundings surroundings, String file, List<Problem> problems) {
    surroundings.err().print(Configurations.print(file, problems));
    surroundings.err().flush();
    return Cli.MISTAKE;
  }
}
