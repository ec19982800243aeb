package org.symbolon.cli;

import java.util.List;
import org.symbolon.grant.OperatorGrants.Ended;
import org.symbolon.grant.OperatorGrants.Which;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon grants end}. */
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    header = "Ends what was granted.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = GrantsCommand.End.class)
final class GrantsCommand {
  GrantsCommand() {}

  /** Tokens given out already are valid until they expire, for verifiers that never ask. */
  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      header = "Ends a grant, all of a person, or all of a client, with all that came of them.")
  static final class End extends OperatorCommand {
    @ArgGroup(multiplicity = "1")
    private Chosen chosen = new Chosen();

    /** One of three. */
    static final class Chosen {
      @Parameters(
          paramLabel = "ID",
          description = "A grant or login of the audit log; put -- before one with a hyphen first.")
      private String id = "";

      @Option(
          names = "--person",
          paramLabel = "NAME",
          description = "A local name, or a person's key from the audit log.")
      private String person = "";

      @Option(names = "--client", paramLabel = "ID", description = "A client's id.")
      private String client = "";

      Which which() {
        if (!id.isEmpty()) {
          return new Which.One(new GrantId(id));
        }
        return person.isEmpty()
            ? new Which.OfClient(new ClientId(client))
            : new Which.OfPerson(person);
      }
    }

    End(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      List<Ended> ended =
          operator.grants().end(chosen.which(), BY_OPERATOR, operator.clock().instant());
      operator.report(ended, BY_OPERATOR);
      if (ended.isEmpty()) {
        return failed("Nothing of that lives: it is unknown, or has ended or expired.");
      }
      print("Ended " + ended.size() + ", and all below.");
      return ExitCode.OK;
    }
  }
}
