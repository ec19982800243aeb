package org.symbolon.bench.micro;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.symbolon.bench.Proofs;
import org.symbolon.client.SecurityProfile;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.verify.DpopNonces;
import org.symbolon.verify.DpopProofs;

/** Reads a proof of possession and verifies its ES256 signature; what is stored of it is not. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProofBenchmark {
  private static final String TARGET = "https://tokens.lab.example/oauth2/token";
  private static final IssuerId ISSUER = new IssuerId("bench");

  // JMH calls open() before any benchmark.
  @SuppressWarnings("NullAway.Init")
  private Opened opened;

  private record Opened(DpopProofs proofs, Call call, Instant now) {}

  @Setup
  public void open() throws IOException {
    SecureRandom random = new SecureRandom();
    try (TemporarySite folder = new TemporarySite(random)) {
      DpopNonces nonces =
          new DpopNonces(
              FileMasterKey.load(folder.site().folder().resolve("master.key"), random),
              ISSUER,
              DpopNonces.Use.OFF);
      Call call =
          new Call(
              "POST",
              List.of(URI.create(TARGET)),
              Optional.empty(),
              new Parameters(Map.of()),
              List.of(new Proofs(TARGET).next()),
              List.of(),
              "192.0.2.1");
      opened =
          new Opened(
              new DpopProofs(ISSUER, nonces, (use, id, expires) -> true), call, Instant.now());
    }
  }

  @Benchmark
  public Optional<String> prove() {
    return opened.proofs().prove(opened.call(), SecurityProfile.USUAL, opened.now());
  }
}
