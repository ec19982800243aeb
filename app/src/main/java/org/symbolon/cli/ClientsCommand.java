package org.symbolon.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.audit.Event;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.Registrations.Deleter;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code symbolon clients list|show|delete|token}. */
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    header = "Shows and deletes clients that registered themselves, and lets clients register.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ClientsCommand.ListAll.class,
      ClientsCommand.Show.class,
      ClientsCommand.Delete.class,
      ClientTokenCommand.class
    })
final class ClientsCommand {
  ClientsCommand() {}

  /** One line each. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      header = "Lists the clients that registered themselves.",
      description = "Issuer, id, when it registered, until when it lives unused, name.")
  static final class ListAll extends ListCommand {
    ListAll(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    Stream<Stream<?>> rows(Operator operator, Issuer issuer) {
      return operator
          .clients()
          .registrations()
          .all(issuer.id(), operator.clock().instant())
          .stream()
          .map(
              client ->
                  Stream.of(
                      client.id().value(),
                      client.registered(),
                      client.expires(),
                      client.metadata().name()));
    }
  }

  /** All it said of itself. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      header = "Shows what a client said of itself when it registered.")
  static final class Show extends OperatorCommand {
    @Parameters(paramLabel = "ID", description = "Its id; put -- before one with a hyphen first.")
    private String id = "";

    Show(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      Optional<RegisteredClient> found =
          operator.issuers().stream()
              .flatMap(
                  issuer ->
                      operator
                          .clients()
                          .registrations()
                          .find(issuer.id(), new ClientId(id), operator.clock().instant())
                          .stream())
              .findFirst();
      found.ifPresent(this::print);
      return found.isPresent() ? ExitCode.OK : failed("There is no such client.");
    }

    private void print(RegisteredClient client) {
      print("issuer: " + client.issuer().value());
      print("registered: " + client.registered());
      print("expires unless used: " + client.expires());
      client.owner().ifPresent(owner -> print("owner: " + owner));
      for (Map.Entry<String, Object> member : client.metadata().members().entrySet()) {
        print(member.getKey() + ": " + member.getValue());
      }
    }
  }

  /** With all that was granted to it. */
  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      header = "Deletes a client that registered itself, and ends all that was granted to it.")
  static final class Delete extends OperatorCommand {
    private static final String WHY = "an operator deleted its client";

    @Parameters(paramLabel = "ID", description = "Its id; put -- before one with a hyphen first.")
    private String id = "";

    Delete(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      for (Issuer issuer : operator.issuers()) {
        Optional<List<GrantId>> ended =
            operator
                .clients()
                .registrations()
                .delete(
                    issuer.id(),
                    new ClientId(id),
                    new Deleter.Operator(),
                    WHY,
                    operator.clock().instant());
        if (ended.isPresent()) {
          operator.audit().report(new Event.ClientDeleted(issuer.id(), new ClientId(id), WHY, ""));
          ended
              .get()
              .forEach(
                  grant -> operator.audit().report(new Event.GrantEnded(issuer.id(), grant, WHY)));
          print("Deleted; " + ended.get().size() + " grants ended, and all below.");
          return ExitCode.OK;
        }
      }
      return failed("There is no such client. Configured ones are ended in their file.");
    }
  }
}
