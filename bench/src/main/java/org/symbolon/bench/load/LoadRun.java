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
import org.symbolon.bench.Proofs;
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
  private static final int CLIENT_CREDENTIALS_RATE = 1_000;
  private static final int REFRESH_RATE = 500;
  private static final String ES256 = "service-es256";
  private static final String CLIENT_CREDENTIALS =
      "grant_type=client_credentials&scope="
          + Requests.encoded("storage.read:/public/data compute.read");
  private static final Load.Pace CLOSED_LOOP = new Load.Pace.ClosedLoop();
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(120);

  /**
   * Warmed up when the compiler takes less than this part of the processor time: one in so many.
   */
  private static final int COMPILING_AT_MOST = 50;

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
        // First, while the number of tokens is still the target's. It warms up besides.
        memory(run, server);
        run.measure("client credentials, ES256", clientCredentials(ES256));
        run.measureAt(
            CLIENT_CREDENTIALS_RATE, "client credentials, ES256", clientCredentials(ES256));
        run.measure("client credentials, ES256, DPoP", bound(site));
        run.measure("client credentials, RS256", clientCredentials("service-rs256"));
        run.measureAt(
            CLIENT_CREDENTIALS_RATE,
            "client credentials, RS256",
            clientCredentials("service-rs256"));
      }
      List<Refreshes> refreshes = refreshes(tokens);
      run.measure("refresh", refreshes);
      run.measureAt(REFRESH_RATE, "refresh", refreshes);
      run.measure(
          "exchange",
          refreshes.stream().map(script -> new Exchanges(script::accessTokens)).toList());
      run.measure(
          "introspection",
          refreshes.stream().map(script -> new Introspections(script::accessTokens)).toList());
      List<KeptTokens> kept = kept();
      Load.run(site.port(), kept, CLOSED_LOOP, seconds, UNBOUNDED);
      run.measure(
          "revocation",
          kept.stream().map(from -> new Revocations(ES256, Site.SECRET, from::take)).toList());
      List<DeviceStarts> starts = each(number -> new DeviceStarts());
      run.measure("device code asked for", starts);
      run.measure(
          "device poll, pending",
          starts.stream().map(script -> new DevicePolls(script.codes())).toList());
      if (database.process().isEmpty()) {
        run.measure("JWKS", each(number -> new Repeated(Requests.get(Paths.KEYS))));
        run.measure("discovery", each(number -> new Repeated(Requests.get(Paths.DISCOVERY))));
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

    /** As much as it can. */
    void measure(String scenario, List<? extends Script> scripts)
        throws IOException, InterruptedException {
      warmUp(scripts);
      row(scenario, scripts, CLOSED_LOOP);
    }

    /** At a rate that leaves the machine idle half of the time, once it has been measured above. */
    void measureAt(int perSecond, String scenario, List<? extends Script> scripts)
        throws IOException, InterruptedException {
      row("%s, %,d/s".formatted(scenario, perSecond), scripts, new Load.Pace.Fixed(perSecond));
    }

    /**
     * At first Java's compiler takes several times what the requests do. Until it takes next to
     * nothing, then; but a machine that has other work to do may never come to that.
     */
    private void warmUp(List<? extends Script> scripts) throws IOException, InterruptedException {
      long latest = System.nanoTime() + LONGEST_WARM_UP.toNanos();
      boolean settled = false;
      while (!settled && System.nanoTime() < latest) {
        Duration before = server.cpu();
        Duration compilingBefore = server.compilerCpu();
        requests += load(scripts, CLOSED_LOOP).latencies().total();
        settled =
            server.compilerCpu().minus(compilingBefore).multipliedBy(COMPILING_AT_MOST).toNanos()
                < server.cpu().minus(before).toNanos();
      }
    }

    private void row(String scenario, List<? extends Script> scripts, Load.Pace pace)
        throws IOException, InterruptedException {
      Duration serverBefore = server.cpu();
      Duration compilingBefore = server.compilerCpu();
      Duration databaseBefore = database.cpu();
      Load.Result result = load(scripts, pace);
      requests += result.latencies().total();
      table.row(
          scenario,
          database,
          result,
          server.cpu().minus(serverBefore),
          server.compilerCpu().minus(compilingBefore),
          database.cpu().minus(databaseBefore));
    }

    private Load.Result load(List<? extends Script> scripts, Load.Pace pace)
        throws InterruptedException {
      return Load.run(port, scripts, pace, seconds, UNBOUNDED);
    }
  }

  /** After as many tokens as the target names, whatever the machine made of the time so far. */
  private void memory(Run run, Server server) throws IOException, InterruptedException {
    long missing = TOKENS_BEFORE_MEMORY - run.requests;
    if (missing > 0) {
      run.requests +=
          Load.run(run.port, clientCredentials(ES256), CLOSED_LOOP, LONGEST_WARM_UP, missing)
              .latencies()
              .total();
    }
    table.line(
        "| resident after %,d tokens | %s | %s MB | | | | | | |",
        run.requests,
        run.database.name(),
        server.residentMegabytes().map(String::valueOf).orElse("?"));
  }

  private void starts(Site site) throws IOException, InterruptedException {
    table.line(
        "| ready, with the AOT cache | SQLite | %d ms (median of %d) | | | | | | |",
        medianStart(site, ""), STARTS);
    table.line(
        "| ready, without it | SQLite | %d ms (median of %d) | | | | | | |",
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
    byte[] request = Requests.postAs(client, Site.SECRET, Paths.TOKEN, CLIENT_CREDENTIALS);
    return each(number -> new Repeated(request));
  }

  private static List<KeptTokens> kept() {
    byte[] request = Requests.postAs(ES256, Site.SECRET, Paths.TOKEN, CLIENT_CREDENTIALS);
    return each(number -> new KeptTokens(request));
  }

  /** Each connection is a client with a key of its own. */
  private static List<Script> bound(Site site) {
    return each(
        number ->
            new BoundTokens(
                ES256,
                Site.SECRET,
                CLIENT_CREDENTIALS,
                new Proofs("http://127.0.0.1:" + site.port() + Paths.TOKEN)));
  }

  private static List<Refreshes> refreshes(List<String> tokens) {
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
