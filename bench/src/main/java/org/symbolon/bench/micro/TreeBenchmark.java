package org.symbolon.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;
import org.symbolon.grant.SharedNames;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.store.Store;
import org.symbolon.store.StoreSettings;

/**
 * Whether a token's grants live, as exchange, introspection and userinfo ask, in a tree of few and
 * of many grants below one login.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeBenchmark {
  private static final IssuerId ISSUER = new IssuerId("bench");
  private static final int AT_ONCE = 32;

  @Param({"10", "100000"})
  public int grants;

  // JMH calls open() before any benchmark.
  @SuppressWarnings("NullAway.Init")
  private Opened opened;

  private record Opened(Path folder, Store store, List<GrantId> lineage, Instant now) {}

  @Setup
  public void open() throws IOException {
    Path folder = Files.createTempDirectory("symbolon-bench");
    Store store =
        Store.open(new StoreSettings.Sqlite(folder.resolve("bench.db")), InstantSource.system());
    Instant now = Instant.now();
    Grant root = grant("root", List.of(), GrantKind.LOGIN, now);
    store
        .logins()
        .begin(
            new Login(
                root,
                new Person(ISSUER, "local", "https://bench.example", "ana"),
                Map.of(),
                Optional.empty(),
                now,
                now),
            SharedNames.NONE);
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int number = 0; number < grants; number++) {
        Grant child = grant("child-" + number, root.lineage(), GrantKind.EXCHANGE, now);
        threads.execute(() -> store.grants().begin(child, Optional.empty(), now));
      }
    }
    List<GrantId> lineage = List.of(root.id(), new GrantId("child-" + grants / 2));
    if (!store.grants().alive(lineage, List.of(), now)) {
      throw new IllegalStateException("the tree was not stored");
    }
    opened = new Opened(folder, store, lineage, now);
  }

  private static Grant grant(String id, List<GrantId> above, GrantKind kind, Instant now) {
    Person person = new Person(ISSUER, "local", "https://bench.example", "ana");
    return new Grant(
        new GrantId(id),
        ISSUER,
        above,
        kind,
        person.key(),
        "ana",
        kind == GrantKind.LOGIN ? Optional.empty() : Optional.of(new ClientId("tool")),
        Optional.empty(),
        "",
        "",
        List.of(),
        now,
        now,
        now.plus(Duration.ofDays(30)),
        Optional.empty());
  }

  @Benchmark
  public boolean alive() {
    return opened.store().grants().alive(opened.lineage(), List.of("a-token"), opened.now());
  }

  @TearDown
  public void close() throws IOException {
    opened.store().close();
    try (Stream<Path> all = Files.walk(opened.folder())) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
