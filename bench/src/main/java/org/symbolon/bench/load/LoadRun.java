package org.symbolon.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symbolon.bench.RefreshSeed;
import org.symbolon.bench.Site;

/**
 * Runs all scenarios against each database and prints the table.
 *
 * <p>Arguments: the launcher, a folder to write to, how many seconds to measure each scenario, and,
 * where there is a PostgreSQL server, its port and the number of its first process.
 */
public final class LoadRun {
  private static final int STARTS = 3;
  private static final long UNBOUNDED = Long.MAX_VALUE / 2;
  private static final long TOKENS_BEFORE_MEMORY = 100_000;

  private final Path launcher;
  private final Path folder;
  private final Duration seconds;
  private final SecureRandom random = new SecureRandom();
  private final Table table = new Table(System.out);

  private LoadRun(Path launcher, Path folder, Duration seconds) {
    this.launcher = launcher;
    this.folder = folder;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    LoadRun run =
        new LoadRun(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Duration.ofSeconds(Long.parseLong(arguments[2])));
    run.table.head();
    run.against(Database.sqlite());
    if (arguments.length > 4) {
      run.against(Database.postgres(Integer.parseInt(arguments[3]), Long.parseLong(arguments[4])));
    }
  }

  private void against(Database database) throws IOException, InterruptedException {
    Site site = Site.write(folder.resolve(database.name()), freePort(), database.setting(), random);
    List<String> tokens = RefreshSeed.plant(site, random, InstantSource.system());
    try (Server server = Server.start(launcher, site, "")) {
      Run run = new Run(site.port(), server, database);
      if (database.process().isEmpty()) {
        run.measure(
            "client credentials, ES256",
            seconds.multipliedBy(3),
            clientCredentials("service-es256"));
        run.measure("client credentials, RS256", clientCredentials("service-rs256"));
        memory(run, server);
      }
      run.measure("refresh", seconds.multipliedBy(3), refreshes(tokens));
      List<DeviceStarts> starts = each(number -> new DeviceStarts());
      run.measure("device code asked for", starts);
      run.measure(
          "device poll, pending",
          starts.stream().map(script -> new DevicePolls(script.codes())).toList());
      if (database.process().isEmpty()) {
        run.measure("JWKS", each(number -> new Repeated(Requests.get(Paths.KEYS))));
      }
    }
    if (database.process().isEmpty()) {
      starts(site);
    }
  }

  private final class Run {
    private final int port;
    private final Server server;
    private final Database database;
    private long requests;

    Run(int port, Server server, Database database) {
      this.port = port;
      this.server = server;
      this.database = database;
    }

    /** For code of which the server has run much already, in an earlier scenario. */
    void measure(String scenario, List<? extends Script> scripts) throws InterruptedException {
      measure(scenario, seconds.dividedBy(2), scripts);
    }

    /** Warms up, then measures: at first the server's compiler takes as much as its work. */
    void measure(String scenario, Duration warmUp, List<? extends Script> scripts)
        throws InterruptedException {
      requests += Load.run(port, scripts, warmUp, UNBOUNDED).latencies().total();
      Duration serverBefore = server.cpu();
      Duration databaseBefore = database.cpu();
      Load.Result result = Load.run(port, scripts, seconds, UNBOUNDED);
      requests += result.latencies().total();
      table.row(
          scenario,
          database,
          result,
          server.cpu().minus(serverBefore),
          database.cpu().minus(databaseBefore));
    }
  }

  /** After as many tokens as the target names, whatever the machine made of the time so far. */
  private void memory(Run run, Server server) throws IOException, InterruptedException {
    long missing = TOKENS_BEFORE_MEMORY - run.requests;
    if (missing > 0) {
      run.requests +=
          Load.run(run.port, clientCredentials("service-es256"), Duration.ofSeconds(30), missing)
              .latencies()
              .total();
    }
    table.line(
        "| resident after %,d tokens | %s | %s MB | | | | | |",
        run.requests,
        run.database.name(),
        server.residentMegabytes().map(String::valueOf).orElse("?"));
  }

  private void starts(Site site) throws IOException, InterruptedException {
    table.line(
        "| ready, with the AOT cache | SQLite | %d ms (median of %d) | | | | | |",
        medianStart(site, ""), STARTS);
    table.line(
        "| ready, without it | SQLite | %d ms (median of %d) | | | | | |",
        medianStart(site, "-XX:AOTMode=off"), STARTS);
  }

  private long medianStart(Site site, String options) throws IOException, InterruptedException {
    List<Long> times = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      try (Server server = Server.start(launcher, site, options)) {
        times.add(server.startTime().toMillis());
      }
    }
    Collections.sort(times);
    return times.get(STARTS / 2);
  }

  private static List<Script> clientCredentials(String client) {
    byte[] request =
        Requests.postAs(
            client,
            Site.SECRET,
            Paths.TOKEN,
            "grant_type=client_credentials&scope="
                + Requests.encoded("storage.read:/public/data compute.read"));
    return each(number -> new Repeated(request));
  }

  private static List<Script> refreshes(List<String> tokens) {
    return each(
        number ->
            new Refreshes(
                IntStream.range(0, tokens.size())
                    .filter(index -> index % Load.CONNECTIONS == number)
                    .mapToObj(tokens::get)
                    .toList()));
  }

  private static <T extends Script> List<T> each(java.util.function.IntFunction<T> script) {
    return Stream.iterate(0, number -> number + 1)
        .limit(Load.CONNECTIONS)
        .map(script::apply)
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
