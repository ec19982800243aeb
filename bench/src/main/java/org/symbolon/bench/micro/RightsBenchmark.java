package org.symbolon.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
import org.symbolon.bench.Site;
import org.symbolon.client.Client;
import org.symbolon.config.Configuration;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.ResolverConfig;
import org.symbolon.grant.Person;
import org.symbolon.resolve.Configured;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.ResolverObserver;
import org.symbolon.resolve.ResolverTypes;
import org.symbolon.resolve.Rights;
import org.symbolon.resolve.RightsEngine;
import org.symbolon.scope.ScopeSet;

/**
 * A person's whole scope decision against a local tree of files: account, plan, ask, decide. Cold:
 * nothing is remembered, the files are looked at each time. Name service: as cold, but the account
 * is the machine's own {@code nobody}, asked of its name service. Account: the account is
 * remembered, and the tree is looked at. Warm: account and verdict are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RightsBenchmark {
  @Param({"name service", "cold", "account", "warm"})
  public String cache = "";

  // JMH calls open() before any benchmark.
  @SuppressWarnings("NullAway.Init")
  private Opened opened;

  private record Opened(
      TemporarySite folder,
      ResolverTypes types,
      ResolverCatalog resolvers,
      Rights rights,
      Rights.PersonRequest request) {}

  @Setup
  public void open() throws IOException {
    TemporarySite folder = new TemporarySite(new SecureRandom());
    if (isNameService()) {
      askNameService(folder.site().file());
    }
    Configuration configuration = folder.site().configuration();
    IssuerConfig issuer = configuration.issuers().getFirst();
    ResolverTypes types = ResolverTypes.find(Path.of("no-plugins"));
    ResolverCatalog resolvers =
        ResolverCatalog.open(
            configuration.resolvers().stream().map(this::configured).toList(),
            types,
            ResolverObserver.NONE);
    IssuerRights rights = new IssuerRights(issuer.policy(), issuer.accounts(), resolvers);
    opened =
        new Opened(
            folder,
            types,
            resolvers,
            new RightsEngine(
                Map.of(issuer.issuer().id(), rights),
                RightsEngine.PATIENCE,
                System::nanoTime,
                InstantSource.system()),
            request(issuer));
  }

  private boolean isNameService() {
    return cache.equals("name service");
  }

  private static void askNameService(Path file) throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            .replace("accounts: files", "accounts: name-service")
            .replaceAll("(?m)^ +(passwd|group)-file:.*\n", ""));
  }

  private Configured configured(ResolverConfig config) {
    Duration account =
        cache.equals("cold") || isNameService() ? Duration.ZERO : Duration.ofHours(1);
    Duration kept = cache.equals("warm") ? Duration.ofHours(1) : Duration.ZERO;
    return new Configured(
        config.name(), config.type(), config.settings(), config.timeout(), 8, account, kept);
  }

  private Rights.PersonRequest request(IssuerConfig config) {
    Client tool =
        config.clients().stream()
            .filter(client -> client.id().value().equals("tool"))
            .findFirst()
            .orElseThrow();
    String name = isNameService() ? "nobody" : Site.person(7);
    String home = Site.person(7);
    return new Rights.PersonRequest(
        config.issuer(),
        tool,
        new Person(config.issuer().id(), "local", config.issuer().url().toString(), name),
        name,
        Map.of(),
        ((ScopeSet.Parsed)
                ScopeSet.parse(
                    List.of("storage.read:/home/" + home + "/results"), config.issuer().profile()))
            .scopes());
  }

  @Benchmark
  public Rights.Outcome ofPerson() {
    return opened.rights().ofPerson(opened.request());
  }

  @TearDown
  public void close() throws IOException {
    opened.resolvers().close();
    opened.types().close();
    opened.folder().close();
  }
}
