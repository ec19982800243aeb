package org.symbolon.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symbolon.bench.RefreshSeed;
import org.symbolon.bench.Site;

/**
 * What an outage costs everybody else: refreshes of people whose rights a healthy source tells, at
 * a fixed rate, alone and beside people whose source hangs, is refused, or is slow.
 *
 * <p>Arguments: the launcher, a folder to write to, how many seconds to measure each scenario.
 */
public final class OutageRun {
  private static final int RATE = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final long UNBOUNDED = Long.MAX_VALUE / 2;

  /** What is below each home in a tree that takes long to walk. */
  private static final int ENTRIES = 10_000;

  /** How many people each source that is down is asked about at once, and how often a second. */
  private static final int WAITING = 8;

  private static final int WAITING_RATE = 8;

  private final Path launcher;
  private final Duration seconds;
  private final SecureRandom random = new SecureRandom();
  private final Path folder;

  private OutageRun(Path launcher, Path folder, Duration seconds) {
    this.launcher = launcher;
    this.folder = folder;
    this.seconds = seconds;
  }

  /** A source that does not answer as it should, and the first of the people who need it. */
  private enum Outage {
    DIRECTORY("a directory takes connections and never answers", Site.PEOPLE - WAITING),
    DATABASE("a database refuses connections", Site.PEOPLE - 2 * WAITING),
    FILES("a tree takes longer to walk than a walk may", Site.PEOPLE - 3 * WAITING);

    private final String words;
    private final int first;

    Outage(String words, int first) {
      this.words = words;
      this.first = first;
    }

    String people() {
      return IntStream.range(first, first + WAITING)
          .mapToObj(Site::person)
          .collect(Collectors.joining(", "));
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new OutageRun(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Duration.ofSeconds(Long.parseLong(arguments[2])))
        .run();
  }

  private void run() throws IOException, InterruptedException {
    try (BlackHole blackHole = new BlackHole()) {
      Site site =
          Site.write(
              folder, freePort(), "sqlite:bench.db", besides(blackHole.port(), freePort()), random);
      grow(site);
      List<String> tokens = RefreshSeed.plant(site, random, InstantSource.system());
      List<Refreshes> others =
          each(
              number ->
                  new Refreshes(
                      IntStream.range(0, Outage.FILES.first)
                          .filter(index -> index % Load.CONNECTIONS == number)
                          .mapToObj(tokens::get)
                          .toList()));
      print(
          "| refreshes of others, %d/s | p50 ms | p99 ms | longest ms | of those who need it |",
          RATE);
      print("|---|---:|---:|---:|---|");
      try (Server server = Server.start(launcher, site, "")) {
        Load.run(site.port(), others, new Load.Pace.ClosedLoop(), WARM_UP, UNBOUNDED);
        row("nothing is down", load(site, others), "");
        for (Outage outage : Outage.values()) {
          beside(site, others, outage, tokens);
        }
        row("nothing is asked that is down any more", load(site, others), "");
      }
    }
  }

  private void beside(Site site, List<Refreshes> others, Outage outage, List<String> tokens)
      throws InterruptedException {
    List<Stalled> waiting =
        tokens.subList(outage.first, outage.first + WAITING).stream().map(Stalled::new).toList();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Load.Result> beside =
          thread.submit(
              () ->
                  Load.run(
                      site.port(), waiting, new Load.Pace.Fixed(WAITING_RATE), seconds, UNBOUNDED));
      Load.Result measured = load(site, others);
      Load.Result stalled = beside.get();
      if (stalled.failed() > 0) {
        throw new IllegalStateException(
            stalled.failed() + " were answered as if nothing were down");
      }
      row(
          outage.words,
          measured,
          String.format(
              Locale.ROOT,
              "%d answered, p50 %.0f ms",
              stalled.latencies().total(),
              stalled.latencies().percentile(50)));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load beside failed", e.getCause());
    }
  }

  private Load.Result load(Site site, List<Refreshes> others) throws InterruptedException {
    return Load.run(site.port(), others, new Load.Pace.Fixed(RATE), seconds, UNBOUNDED);
  }

  private static void row(String scenario, Load.Result result, String besides) {
    if (result.failed() > 0) {
      throw new IllegalStateException(result.failed() + " of the others failed: " + scenario);
    }
    print(
        "| %s | %.2f | %.2f | %.1f | %s |",
        scenario,
        result.latencies().percentile(50),
        result.latencies().percentile(99),
        result.latencies().percentile(100),
        besides);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
    System.out.flush();
  }

  /** Breakers are switched off: each of these questions is really asked. */
  private static Site.Besides besides(int hanging, int closed) {
    return new Site.Besides(
        """
          - name: directory
            type: ldap
            url: ldap://127.0.0.1:%d
            user-base: ou=people,dc=lab,dc=example
            entitlements:
              - {value: all, scopes: ["storage.read:/**"]}
            timeout: 1s
            breaker: {calls: 0}
          - name: database
            type: sql
            url: jdbc:postgresql://127.0.0.1:%d/site
            user: nobody
            scopes-query: SELECT 'storage.read' AS action, '/' AS path FROM people WHERE name = :username
            timeout: 1s
            breaker: {calls: 0}
          - name: tree
            type: posix
            accounts: none
            base-path: storage
            cache-verdicts: 0s
            timeout: 1s
            breaker: {calls: 0}
        """
            .formatted(hanging, closed),
        Stream.of(
                rule(Outage.DIRECTORY, "directory", ""),
                rule(Outage.DATABASE, "database", ""),
                rule(
                    Outage.FILES,
                    "tree",
                    ", subtree: walk, walk-entries: 1000000, walk-time: 900ms"))
            .collect(Collectors.joining()));
  }

  private static String rule(Outage outage, String resolver, String more) {
    return "  - {scope: \"storage.*:/**\", for: {users: [%s]}, ask: %s%s}%n"
        .formatted(outage.people(), resolver, more);
  }

  /** Files below the results of those whose tree is walked. */
  private static void grow(Site site) throws IOException {
    for (int person = Outage.FILES.first; person < Outage.FILES.first + WAITING; person++) {
      Path results = site.folder().resolve("storage/home/" + Site.person(person) + "/results");
      for (int entry = 0; entry < ENTRIES; entry++) {
        Files.createFile(results.resolve("run" + entry));
      }
    }
  }

  private static <T> List<T> each(IntFunction<T> script) {
    return IntStream.range(0, Load.CONNECTIONS).mapToObj(script).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
