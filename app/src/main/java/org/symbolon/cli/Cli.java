package org.symbolon.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The command line: {@code symbolon COMMAND}. */
@Command(
    name = "symbolon",
    description = "A federating token gateway for science and lab sites.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Serve.class,
      Check.class,
      Demo.class,
      GrantsCommand.class,
      NamesCommand.class,
      ClientsCommand.class,
      KeysCommand.class,
      MasterKeyCommand.class,
      HashPassword.class,
      Scan.class,
      Explain.class,
      ExplainExchange.class,
      May.class,
      PolicyCommand.class,
      Rehearse.class,
      CommandLine.HelpCommand.class
    })
public final class Cli {
  /** What is wrong is the administrator's to change. */
  static final int MISTAKE = 1;

  private Cli() {}

  /**
   * Runs one command.
   *
   * @return the exit code: 0 well, 1 something to change, 2 wrong use of the command line
   */
  public static int run(Surroundings surroundings, String... arguments) {
    CommandLine line = new CommandLine(new Cli(), new Factory(surroundings));
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    if (arguments.length == 0) {
      line.usage(surroundings.err());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(joined(arguments));
  }

  /** A command of two words: {@code explain} itself takes a user's name at that place. */
  private static String[] joined(String... arguments) {
    if (arguments.length < 2 || !(arguments[0] + " " + arguments[1]).equals("explain exchange")) {
      return arguments;
    }
    List<String> words = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    words.addFirst("explain exchange");
    return words.toArray(String[]::new);
  }

  /**
   * What a command may touch.
   *
   * @param environment for {@code ${NAME}} in the configuration
   */
  public record Surroundings(
      Wiring wiring,
      Map<String, String> environment,
      SecureRandom random,
      PrintWriter out,
      PrintWriter err,
      UntilStopped untilStopped) {
    /**
     * Says what is wrong.
     *
     * @return the exit code
     */
    int mistake(String why) {
      err.println(why);
      err.flush();
      return MISTAKE;
    }
  }

  /** Waits until the process is asked to end, then closes. */
  @FunctionalInterface
  public interface UntilStopped {
    void await(AutoCloseable running);
  }

  /** Gives each command its surroundings. */
  private record Factory(Surroundings surroundings) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        return type.getDeclaredConstructor(Surroundings.class).newInstance(surroundings);
      } catch (NoSuchMethodException without) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }
}
