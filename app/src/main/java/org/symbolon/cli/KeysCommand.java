package org.symbolon.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.KeyRotation.Step;
import org.symbolon.keys.StoredKey;
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
  static final class ListAll extends OperatorCommand implements Callable<Integer> {
    ListAll(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      return with(
          operator -> {
            for (Issuer issuer : operator.issuers()) {
              for (StoredKey key : operator.keys().list(issuer.id())) {
                print(
                    "%s %s %s %s %s"
                        .formatted(
                            issuer.id(),
                            key.kid(),
                            key.algorithm(),
                            key.state().name().toLowerCase(Locale.ROOT),
                            key.created()));
              }
            }
            return ExitCode.OK;
          });
    }
  }

  /** Run it twice, days apart. */
  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      header = "Publishes a next key; run again after two days, lets it sign.",
      description = "For each of the issuer's algorithms, or the one that is named.")
  static final class Rotate extends OperatorCommand implements Callable<Integer> {
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
    public Integer call() {
      return with(
          operator -> {
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
          });
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
  static final class Retire extends OperatorCommand implements Callable<Integer> {
    @Parameters(
        paramLabel = "KID",
        description = "As keys list shows it; put -- before one with a hyphen first.")
    private String kid = "";

    Retire(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      return with(
          operator -> {
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
          });
    }
  }
}
