package org.symbolon.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.client.InitialTokens.InitialToken;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.SecretHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon clients token new|list|end}: initial access tokens (RFC 7591 §3). */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    header = "Makes, lists and ends the tokens by which clients register (mode: token).",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ClientTokenCommand.New.class,
      ClientTokenCommand.ListAll.class,
      ClientTokenCommand.End.class
    })
final class ClientTokenCommand {
  ClientTokenCommand() {}

  /** Shown once. */
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      header =
          "Prints a new initial access token. It is kept as a hash only: nobody shows it again.")
  static final class New extends OperatorCommand {
    @Option(
        names = "--issuer",
        paramLabel = "ID",
        description = "Of which issuer; needed where there are several.")
    private String issuer = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "For whom it is.")
    private String note = "";

    @Option(
        names = "--uses",
        paramLabel = "NUMBER",
        description = "How many clients it lets register; default 1.")
    private int uses = 1;

    @Option(
        names = "--valid-for",
        paramLabel = "DURATION",
        description = "As in 12h or 7d; default 7d.")
    private String validFor = "7d";

    New(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      Optional<Duration> valid = duration(validFor);
      if (valid.isEmpty() || uses < 1) {
        return failed("--valid-for is a time as in 12h or 7d, up to 365d; --uses is 1 or more.");
      }
      Optional<Issuer> of = operator.issuer(issuer);
      if (of.isEmpty()) {
        return failed("There is no such issuer: say which with --issuer.");
      }
      Instant now = operator.clock().instant();
      String token = operator.clients().random().secret();
      operator
          .clients()
          .tokens()
          .add(
              new InitialToken(
                  operator.clients().random().identifier(),
                  of.get().id(),
                  note,
                  uses,
                  0,
                  now,
                  now.plus(valid.get())),
              SecretHash.of(token));
      print(token);
      return ExitCode.OK;
    }

    private static Optional<Duration> duration(String text) {
      if (!text.matches("[1-9][0-9]{0,4}[smhd]")) {
        return Optional.empty();
      }
      String upper = text.toUpperCase(Locale.ROOT);
      try {
        Duration read = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
        return Optional.of(read).filter(one -> one.compareTo(Duration.ofDays(365)) <= 0);
      } catch (DateTimeParseException malformed) {
        return Optional.empty();
      }
    }
  }

  /** Those that can still be used. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      header = "Lists the initial access tokens that can still be used.",
      description = "Issuer, id, until when, uses of how many, note.")
  static final class ListAll extends ListCommand {
    ListAll(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    Stream<Stream<?>> rows(Operator operator, Issuer issuer) {
      return operator.clients().tokens().usable(issuer.id(), operator.clock().instant()).stream()
          .map(
              token ->
                  Stream.of(
                      token.id(),
                      token.expires(),
                      token.uses() + "/" + token.most(),
                      token.note()));
    }
  }

  /** Clients that came by it stay. */
  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      header = "Ends an initial access token. Clients that registered by it stay.")
  static final class End extends OperatorCommand {
    @Parameters(
        paramLabel = "ID",
        description = "Its id, as listed; put -- before one with a hyphen first.")
    private String id = "";

    End(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      boolean ended =
          operator.issuers().stream()
              .anyMatch(issuer -> operator.clients().tokens().end(issuer.id(), id));
      if (!ended) {
        return failed("There is no such token.");
      }
      print("Ended.");
      return ExitCode.OK;
    }
  }
}
