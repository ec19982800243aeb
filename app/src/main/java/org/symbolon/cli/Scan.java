package org.symbolon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbolon scan PATH}: which group owns which subtree, for planning scopes. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    header = "Prints which group owns which subtree of a directory.",
    description = {
      "One line for each directory whose group is not that of the directory above it: path as in a"
          + " scope, group, permissions, and how much lies below in that group.",
      "Links are not followed; those that lead out or in circles are named, and what can not be"
          + " read."
    })
final class Scan implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Parameters(paramLabel = "PATH", description = "The directory, as in base-path of a resolver.")
  private Path path = Path.of("");

  @Option(
      names = "--entries",
      paramLabel = "N",
      description = "Look at this many entries at most (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int entries = 1_000_000;

  Scan(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(path)) {
      surroundings.err().println(path + " is no directory, or it can not be looked at.");
      surroundings.err().flush();
      return Cli.MISTAKE;
    }
    GroupScan scan = new GroupScan(path.toRealPath(), entries);
    boolean whole = scan.run();
    print(surroundings.out(), scan.subtrees());
    PrintWriter err = surroundings.err();
    scan.warnings().forEach(err::println);
    if (!whole) {
      err.println("Stopped after " + entries + " entries: what is above is not all.");
    }
    err.flush();
    return whole ? ExitCode.OK : Cli.MISTAKE;
  }

  private static void print(PrintWriter out, List<GroupScan.Subtree> subtrees) {
    int widest = subtrees.stream().mapToInt(each -> each.path().length()).max().orElse(1);
    for (GroupScan.Subtree each : subtrees) {
      out.println(
          each.path()
              + " ".repeat(widest - each.path().length() + 2)
              + each.owner()
              + ": "
              + each.content());
    }
    out.flush();
  }
}
