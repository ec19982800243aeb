package org.symbolon.bench.load;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the gateway keeps its rows in one run.
 *
 * @param setting as the configuration has it
 * @param process the database server's first; absent where the database is embedded
 */
record Database(String name, String setting, Optional<ProcessHandle> process) {
  static Database sqlite() {
    return new Database("SQLite", "sqlite:bench.db", Optional.empty());
  }

  static Database postgres(int port, long process) {
    return new Database(
        "PostgreSQL",
        "{ url: \"postgresql://127.0.0.1:%d/postgres\", user: postgres }".formatted(port),
        ProcessHandle.of(process));
  }

  /** Of the server's processes that are alive: its connections last as long as the gateway. */
  Duration cpu() {
    return process.stream()
        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
