package org.symbolon.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.KeyRotation.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon keys list|rotate|retire}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    header = "Shows, rotates and retires signing keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCommand.ListAll.class, KeysCommand.Rotate.class, KeysCommand.Retire.class})
final class KeysCommand {
  KeysCommand() {}

  /** All issuers' keys. */
  @Command(name = "list", mixinStandardHelpOptions = true, header = "Lists all signing keys.")
  static final class ListAll extends ListCommand {
    ListAll(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    Stream<Stream<?>> rows(Operator operator, Issuer issuer) {
      return operator.keys().list(issuer.id()).stream()
          .map(
              key ->
                  Stream.of(
                      key.kid(),
                      key.algorithm(),
                      key.state().name().toLowerCase(Locale.ROOT),
                      key.created()));
    }
  }

  /** Run it twice, days apart. */
  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      header = "Publishes a next key; run again after two days, lets it sign.",
      description = "For each of the issuer's algorithms, or the one that is named.")
  static final class Rotate extends OperatorCommand {
    @Option(names = "--issuer", paramLabel = "ID", description = "Only this issuer's.")
    private String issuer = "";

    @Option(names = "--algorithm", paramLabel = "NAME", description = "Only this one's: ES256 …")
    private String algorithm = "";

    @Option(
        names = "--now",
        description = "Let it sign at once: for a key that others have. Verifiers may be behind.")
    private boolean atOnce;

    Rotate(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      int steps = 0;
      for (Issuer one : operator.issuers()) {
        for (String name : one.algorithms()) {
          if ((issuer.isEmpty() || one.id().value().equals(issuer))
              && (algorithm.isEmpty() || name.equals(algorithm))) {
            steps++;
            print(
                one.id()
                    + " "
                    + name
                    + ": "
                    + told(operator.keys().rotate(one.id(), name, atOnce)));
          }
        }
      }
      return steps == 0 ? failed("No issuer has that algorithm.") : ExitCode.OK;
    }

    private static String told(Step step) {
      return switch (step) {
        case Step.Published published ->
            published.kid()
                + " is published; run this again after "
                + published.signsFrom()
                + " to let it sign";
        case Step.Waits waits -> waits.kid() + " waits until " + waits.signsFrom();
        case Step.Promoted promoted ->
            promoted.kid()
                + " signs"
                + promoted
                    .retired()
                    .map(kid -> "; " + kid + " is retired, and stays published")
                    .orElse("");
        case Step.Raced raced -> "somebody else rotates just now: look again with keys list";
      };
    }
  }

  /** Two steps as well: retired, then gone. */
  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      header = "Retires a key that need not sign; takes a retired one away.")
  static final class Retire extends OperatorCommand {
    @Parameters(
        paramLabel = "KID",
        description = "As keys list shows it; put -- before one with a hyphen first.")
    private String kid = "";

    Retire(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      List<String> done =
          operator.issuers().stream()
              .map(issuer -> operator.keys().retire(issuer.id(), kid))
              .flatMap(Optional::stream)
              .toList();
      if (done.isEmpty()) {
        return failed("There is no key " + kid + ".");
      }
      done.forEach(what -> print(kid + " " + what + "."));
      return ExitCode.OK;
    }
  }
}
