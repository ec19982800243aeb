package org.symbolon.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.symbolon.login.LocalAccounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code symbolon hash-password}: the hash that a local account has in the configuration. */
@Command(
    name = "hash-password",
    mixinStandardHelpOptions = true,
    header = "Prints the hash of a password, for a local account.",
    description = "Asks for the password, or reads one line of standard input.")
final class HashPassword implements Callable<Integer> {
  private static final int SHORTEST = 8;

  private final Cli.Surroundings surroundings;

  HashPassword(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    char[] password = read();
    try {
      if (password.length < SHORTEST) {
        surroundings.err().println("A password has at least " + SHORTEST + " characters.");
        surroundings.err().flush();
        return Cli.MISTAKE;
      }
      surroundings.out().println(LocalAccounts.hash(password));
      surroundings.out().flush();
      return ExitCode.OK;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static char[] read() throws IOException {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? new char[0] : typed;
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? new char[0] : line.toCharArray();
  }
}
