package org.symbolon.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.keys.Reencryption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code symbolon master-key new|reencrypt}. */
@Command(
    name = "master-key",
    mixinStandardHelpOptions = true,
    header = "Makes and changes the key under which secrets are kept.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {MasterKeyCommand.New.class, MasterKeyCommand.Reencrypt.class})
final class MasterKeyCommand {
  MasterKeyCommand() {}

  /** Never overwrites: a lost master key loses every refresh token and held identity. */
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      header = "Writes a new master key to a new file, readable by you only.")
  static final class New implements Callable<Integer> {
    private final Cli.Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "Where to write it; must not exist yet.")
    private Path file = Path.of("");

    New(Cli.Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
      try (var channel =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(
            java.nio.charset.StandardCharsets.UTF_8.encode(
                FileMasterKey.generate(surroundings.random())));
      } catch (FileAlreadyExistsException exists) {
        surroundings.err().println(file + " exists already and stays as it is.");
        surroundings.err().flush();
        return Cli.MISTAKE;
      }
      surroundings
          .out()
          .println(
              "Wrote "
                  + file
                  + ". All nodes need the same file; keep a copy where only you reach it.");
      surroundings.out().flush();
      return ExitCode.OK;
    }
  }

  /** So that old lines can be removed from the file. */
  @Command(
      name = "reencrypt",
      mixinStandardHelpOptions = true,
      header = "Puts all that is stored under older keys under the first one of the file.",
      description = "Nodes may run meanwhile; all must have the new key.")
  static final class Reencrypt extends OperatorCommand {
    Reencrypt(Cli.Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    int work(Operator operator) {
      Reencryption.Done done = operator.reencryption().run(operator.clock().instant());
      print("Encrypted " + done.replaced() + " secrets anew.");
      done.refreshTokens()
          .forEach(
              (key, tokens) ->
                  print(
                      tokens
                          + " refresh tokens still come from "
                          + key
                          + ": keep its line until they have been used or are too old."));
      done.jobGrants()
          .forEach(
              (key, grants) ->
                  print(
                      grants
                          + " job grants still come from "
                          + (key.isEmpty() ? "a key that was not noted" : key)
                          + (key.isEmpty()
                              ? ": keep all lines until they have ended."
                              : ": keep its line until they have ended.")));
      if (done.refreshTokens().isEmpty() && done.jobGrants().isEmpty()) {
        print("An hour from now only the first line of the master key file is needed.");
      }
      return ExitCode.OK;
    }
  }
}
