package org.symbolon.cli;

import java.util.Optional;
import org.symbolon.grant.OperatorGrants.Freed;
import org.symbolon.issuer.Issuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon names free NAME}. */
@Command(
    name = "names",
    mixinStandardHelpOptions = true,
    header = "Frees local names.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NamesCommand.Free.class)
final class NamesCommand {
  NamesCommand() {}

  /** For a name that now belongs to another person. */
  @Command(
      name = "free",
      mixinStandardHelpOptions = true,
      header = "Frees a local name, so that the next who logs in under it holds it.",
      description = "All that was granted under the name ends.")
  static final class Free extends OperatorCommand {
    @Parameters(paramLabel = "NAME", description = "The local name.")
    private String name = "";

    @Option(
        names = "--issuer",
        paramLabel = "ID",
        description = "Of which issuer; needed where there are several.")
    private String issuer = "";

    Free(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      Optional<Issuer> of = operator.issuer(issuer);
      if (of.isEmpty()) {
        return failed("There is no such issuer: say which with --issuer.");
      }
      Freed freed =
          operator
              .grants()
              .free(of.get().id(), name, "its name was freed", operator.clock().instant());
      operator.report(freed.ended(), "its name was freed");
      if (freed.methods().isEmpty()) {
        return failed("Nobody holds " + name + ".");
      }
      print(
          name
              + " was held by somebody of "
              + String.join(" and of ", freed.methods())
              + " and is free now; "
              + freed.ended().size()
              + " grants ended.");
      return ExitCode.OK;
    }
  }
}
