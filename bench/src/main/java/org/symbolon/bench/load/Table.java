package org.symbolon.bench.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** The result as a Markdown table, a line as soon as it is known. */
final class Table {
  private final PrintStream out;

  Table(PrintStream out) {
    this.out = out;
  }

  void head() {
    out.println(
        """
        | scenario | database | requests/s | p50 ms | p99 ms | server CPU s per 1,000 | of it compiling | database CPU s per 1,000 | not as expected |
        |---|---|---:|---:|---:|---:|---:|---:|---:|\
        """);
  }

  void row(
      String scenario,
      Database database,
      Load.Result result,
      Duration server,
      Duration compiling,
      Duration rows) {
    line(
        "| %s | %s | %,.0f | %.2f | %.2f | %.3f | %.3f | %s | %d |",
        scenario,
        database.name(),
        result.perSecond(),
        result.latencies().percentile(50),
        result.latencies().percentile(99),
        perThousand(server, result),
        perThousand(compiling, result),
        database.process().isPresent()
            ? String.format(Locale.ROOT, "%.3f", perThousand(rows, result))
            : "in the server's",
        result.failed());
  }

  void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  private static double perThousand(Duration cpu, Load.Result result) {
    return cpu.toNanos() / 1e9 / result.latencies().total() * 1000;
  }
}
