package org.symbolon.bench.micro;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.mint.AccessTokenClaims;
import org.symbolon.mint.GroupClaims;
import org.symbolon.mint.Minted;
import org.symbolon.mint.Minter;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;
import org.symbolon.scope.ScopeSet;
import org.symbolon.store.Store;
import org.symbolon.store.StoreSettings;

/** One access token: claims, linter and signature. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MintBenchmark {
  private static final String SCOPES =
      "offline_access storage.read:/home/ana/results storage.modify:/project1";

  @Param({"ES256", "RS256"})
  public String algorithm = "";

  // JMH calls open() before any benchmark.
  @SuppressWarnings("NullAway.Init")
  private Opened opened;

  private record Opened(
      TemporarySite folder,
      Store store,
      Issuer issuer,
      Minter minter,
      ScopeSet scopes,
      InstantSource clock) {}

  @Setup
  public void open() throws IOException {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    TemporarySite folder = new TemporarySite(random);
    Store store =
        Store.open(new StoreSettings.Sqlite(folder.site().folder().resolve("bench.db")), clock);
    Issuer issuer = folder.site().configuration().issuers().getFirst().issuer();
    SigningKeys keys =
        new SigningKeys(
            store.keys(),
            FileMasterKey.load(folder.site().folder().resolve("master.key"), random),
            random,
            clock);
    keys.open(issuer);
    opened =
        new Opened(
            folder,
            store,
            issuer,
            new Minter(keys, new RandomText(random), clock),
            ((ScopeSet.Parsed) ScopeSet.parse(SCOPES, issuer.profile())).scopes(),
            clock);
  }

  @Benchmark
  public Minted mint() {
    return opened.minter().accessToken(opened.issuer(), claims());
  }

  private AccessTokenClaims claims() {
    return new AccessTokenClaims(
        "ana",
        new ClientId("tool"),
        opened.scopes(),
        opened.issuer().audiences().defaults(),
        opened.issuer().audiences(),
        List.of(new GrantId("root"), new GrantId("leaf")),
        opened.clock().instant(),
        Duration.ofMinutes(20),
        Optional.of(algorithm),
        Optional.of(opened.clock().instant()),
        GroupClaims.NONE,
        Map.of());
  }

  @TearDown
  public void close() throws IOException {
    opened.store().close();
    opened.folder().close();
  }
}
