package org.symbolon.cli;

import java.util.List;
import java.util.Locale;
import org.symbolon.grant.Grant;
import org.symbolon.grant.OperatorGrants.Ended;
import org.symbolon.grant.OperatorGrants.Living;
import org.symbolon.grant.OperatorGrants.Wanted;
import org.symbolon.grant.OperatorGrants.Which;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon grants list|end}. */
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    header = "Lists and ends what was granted.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {GrantsCommand.ListAll.class, GrantsCommand.End.class})
final class GrantsCommand {
  GrantsCommand() {}

  /** People see and end their own on their page; foreign users have none. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      header = "Lists the grants that live, the newest first.",
      description = {
        "Issuer, id, kind, local name, client, since, until; of a job grant its uses and its name;"
            + " and whether it came of a foreign issuer's token. The id is for grants end."
      })
  static final class ListAll extends OperatorCommand {
    @Option(
        names = "--person",
        paramLabel = "NAME",
        description = "Only of this local name, or person's key from the audit log.")
    private String person = "";

    @Option(names = "--client", paramLabel = "ID", description = "Only of this client.")
    private String client = "";

    @Option(names = "--jobs", description = "Job grants only.")
    private boolean jobs;

    @Option(
        names = "--foreign",
        description = "Only what came of foreign issuers' tokens: it is on nobody's account page.")
    private boolean foreign;

    ListAll(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      operator
          .grants()
          .list(new Wanted(person, client, jobs, foreign), operator.clock().instant())
          .forEach(living -> print(line(living)));
      return ExitCode.OK;
    }

    private static String line(Living living) {
      Grant grant = living.grant();
      return "%s %s %s %s %s %s %s%s%s"
          .formatted(
              grant.issuer(),
              grant.id().value(),
              grant.kind().name().toLowerCase(Locale.ROOT),
              grant.username(),
              grant.client().map(ClientId::value).orElse("-"),
              grant.created(),
              grant.expires(),
              living
                  .job()
                  .map(job -> " %d/%d %s".formatted(job.uses(), job.most(), job.name()))
                  .orElse(""),
              living.foreign() ? " (foreign)" : "");
    }
  }

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
