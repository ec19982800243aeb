package org.symbolon.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbolon.config.Configurations;
import org.symbolon.demo.DemoFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code symbolon demo}: the real thing twice in one process, on loopback only. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header = "Shows it at work, on this machine only.",
    description = {
      "Serves a campus identity provider and a gateway that trusts it, with accounts and files made",
      "for it. Everything in its directory is made anew at each start."
    })
final class Demo implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The gateway's port; the campus takes the next (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = "${sys:symbolon.home:-.}/work/demo",
      description = "Where to put its files (default: work/demo).")
  private Path directory = Path.of("work/demo");

  Demo(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (port < 1 || port > 65534) {
      return failed("--port is between 1 and 65534");
    }
    // Before the folder is made anew: it may be that of a demo that is running at these ports.
    for (int each : new int[] {port, port + 1}) {
      if (!free(each)) {
        return failed(
            "the port " + each + " is taken, or may not be used: name another with --port");
      }
    }
    try (DemoFolder folder = new DemoFolder(directory, port, surroundings.random())) {
      DemoFolder.Written written = folder.write();
      try (Wiring.Running campus = start(surroundings.wiring(), written.campus());
          Wiring.Running gateway = start(surroundings.wiring(), written.gateway())) {
        surroundings.out().print(written.greeting());
        surroundings.out().flush();
        surroundings
            .untilStopped()
            .await(
                () -> {
                  gateway.close();
                  campus.close();
                });
      }
      return ExitCode.OK;
    } catch (Wiring.StartFailed failed) {
      return failed(Configurations.print("demo", failed.problems()).strip());
    } catch (IOException e) {
      return failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Starts one of the two. */
  static Wiring.Running start(Wiring wiring, Path file) throws Wiring.StartFailed {
    return switch (Configurations.load(file, Map.of())) {
      case Configurations.Loaded loaded ->
          wiring.start(loaded.configuration(), Wiring.Purpose.DEMO);
      case Configurations.Mistaken mistaken -> throw new Wiring.StartFailed(mistaken.problems());
    };
  }

  private static boolean free(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private int failed(String why) {
    surroundings.err().println(why);
    surroundings.err().flush();
    return Cli.MISTAKE;
  }
}
