package org.symbolon;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.admin.OperatorQuestions;
import org.symbolon.audit.Audit;
import org.symbolon.cli.Wiring.Purpose;
import org.symbolon.cli.Wiring.Running;
import org.symbolon.cli.Wiring.StartFailed;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClients;
import org.symbolon.config.Configuration;
import org.symbolon.config.Configurations;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.Operators;
import org.symbolon.config.Problem;
import org.symbolon.exchange.WorkloadAssertions;
import org.symbolon.explain.Inquiry;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.mint.Subjects;
import org.symbolon.ops.AuditLog;
import org.symbolon.ops.Check;
import org.symbolon.ops.Health;
import org.symbolon.ops.Metrics;
import org.symbolon.ops.Sweeper;
import org.symbolon.ops.Tee;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.RandomText;
import org.symbolon.register.ClientRegistration;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.store.Store;
import org.symbolon.upstream.Upstream;
import org.symbolon.verify.ClientAssertions;
import org.symbolon.verify.ClientCertificates;
import org.symbolon.verify.KeySources;
import org.symbolon.web.IssuerSite;
import org.symbolon.web.ListenException;
import org.symbolon.web.OperatorDesk;
import org.symbolon.web.RateLimits;
import org.symbolon.web.WebServer;

/**
 * One process at work: everything wired in order of dependency, closed in reverse. The reader's
 * map.
 */
public final class Gateway implements Running {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int SWEEP_BATCH = 200;
  private static final String SUBJECT_KEY = "subject-key";

  private final Configuration configuration;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<IssuerWiring> issuers = new ArrayList<>();
  private Optional<ReloadedParts> parts = Optional.empty();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Gateway(Configuration configuration, SecureRandom random, InstantSource clock) {
    this.configuration = configuration;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Starts and returns once requests are answered.
   *
   * @throws StartFailed with all that is wrong; nothing stays open
   */
  static Gateway start(
      Configuration configuration, Purpose purpose, SecureRandom random, InstantSource clock)
      throws StartFailed {
    Gateway gateway = new Gateway(configuration, random, clock);
    boolean started = false;
    try {
      gateway.open(purpose);
      started = true;
      return gateway;
    } finally {
      if (!started) {
        gateway.close();
      }
    }
  }

  private void open(Purpose purpose) throws StartFailed {
    Metrics metrics = opened(new Metrics());
    Foundations foundations =
        opened(new Foundations(configuration, purpose, metrics, random, clock));
    if (!foundations.problems().isEmpty()) {
      throw new StartFailed(foundations.problems());
    }
    requirePasswords(foundations.resolvers());
    Store store = foundations.store().orElseThrow();
    Audit audit = new Tee(new AuditLog(), metrics.audit());
    SigningKeys keys =
        new SigningKeys(store.keys(), foundations.masterKey().orElseThrow(), random, clock);
    ReloadedParts reloaded = reloaded(foundations.resolvers(), metrics);
    this.parts = Optional.of(reloaded);
    KeySources keySources = opened(new KeySources(clock));
    ClientAssertions assertions =
        new ClientAssertions(
            store.replay(),
            keySources,
            new WorkloadAssertions(
                issuer -> reloaded.exchanges(issuer).foreign(), keySources, store.replay(), clock),
            clock);
    RegisteredClients clients = registered(reloaded, store, foundations.masterKey().orElseThrow());
    RateLimits rates = new RateLimits(configuration.rateLimits(), store.failures(), clock);
    SharedParts shared =
        new SharedParts(
            foundations.masterKey().orElseThrow(),
            store,
            keys,
            reloaded.rights(),
            foundations.resolvers(),
            reloaded.clients(),
            clients,
            new ClientAuthentication(
                clients,
                assertions,
                new ClientCertificates(
                    configuration.listen().clients().authorities(), keySources, clock),
                rates,
                clock),
            keySources,
            subjects(store, foundations.masterKey().orElseThrow()),
            () -> LiveInquiries.about(clients, reloaded.inquiries()),
            reloaded::exchanges,
            audit,
            metrics,
            random,
            clock);
    for (IssuerConfig issuer : configuration.issuers()) {
      issuers.add(opened(wire(issuer, shared)));
      issuer
          .warnings()
          .forEach(warning -> LOG.warn("issuer {}: {}", issuer.issuer().id(), warning));
    }
    for (String resolver : foundations.resolvers().names()) {
      metrics.resolver(
          resolver,
          () -> foundations.resolvers().breakerIsOpen(resolver),
          () -> foundations.resolvers().servesStale(resolver));
    }
    Health health = new Health(checks(store, foundations.resolvers()), clock);
    sweep(store);
    serve(
        shared,
        rates,
        new OperatorViews(
            health,
            metrics,
            configuration.operators().map(operators -> operators(operators, shared.inquiries()))));
  }

  private RegisteredClients registered(ReloadedParts reloaded, Store store, MasterKey masterKey) {
    Map<IssuerId, RegisteredClient.Terms> terms = new HashMap<>();
    for (IssuerConfig issuer : configuration.issuers()) {
      if (issuer.registration().isOn()) {
        terms.put(
            issuer.issuer().id(), ClientRegistration.terms(issuer.issuer(), issuer.registration()));
      }
    }
    return new RegisteredClients(
        reloaded.clients(), store.registrations(), terms, masterKey, clock);
  }

  private Subjects subjects(Store store, MasterKey masterKey) throws StartFailed {
    try {
      String stored =
          store
              .setting(SUBJECT_KEY)
              .orElseGet(
                  () -> store.putSettingIfNone(SUBJECT_KEY, Subjects.newKey(masterKey, random)));
      return Subjects.open(masterKey, stored);
    } catch (IllegalStateException e) {
      throw failed("master-key-file", e);
    }
  }

  private ReloadedParts reloaded(ResolverCatalog resolvers, Metrics metrics) throws StartFailed {
    try {
      return new ReloadedParts(configuration, resolvers, metrics, clock);
    } catch (IllegalArgumentException mistakes) {
      throw failed("scopes", mistakes);
    }
  }

  private void requirePasswords(ResolverCatalog resolvers) throws StartFailed {
    List<Problem> problems = PasswordResolvers.problems(configuration, resolvers);
    if (!problems.isEmpty()) {
      throw new StartFailed(problems);
    }
  }

  @Override
  public void reload(Configurations.Result read) {
    parts.orElseThrow().take(read);
  }

  private static IssuerWiring wire(IssuerConfig config, SharedParts shared) throws StartFailed {
    try {
      return new IssuerWiring(config, shared);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw failed("issuer " + config.issuer().id(), e);
    }
  }

  /**
   * Without database or keys this node can do nothing. An institution or a resolver that is down is
   * down for all nodes: taking them all out of service would help nobody.
   */
  private List<Check> checks(Store store, ResolverCatalog resolvers) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("database", store::trouble, true));
    for (IssuerWiring issuer : issuers) {
      checks.add(new Check("keys " + issuer.site().issuer().id(), issuer::keyTrouble, true));
      for (Upstream upstream : issuer.upstreams()) {
        checks.add(
            new Check(
                "institution " + issuer.site().issuer().id() + " " + upstream.method(),
                upstream::trouble,
                false));
      }
    }
    for (String resolver : resolvers.names()) {
      checks.add(
          new Check(
              "resolver " + resolver,
              () -> ResolverTrouble.of(resolvers.health().get(resolver)),
              false,
              () -> ResolverTrouble.marks(resolvers, resolver)));
    }
    ReloadedParts reloaded = parts.orElseThrow();
    checks.add(new Check("configuration", reloaded::trouble, false, reloaded::marks));
    return checks;
  }

  private static OperatorDesk operators(
      Operators operators, Supplier<Map<IssuerId, Inquiry>> inquiries) {
    OperatorQuestions questions = new OperatorQuestions(inquiries);
    return new OperatorDesk(
        operators.tokens(),
        operators.allowed(),
        Map.of("/admin/explain", questions::explain, "/admin/may", questions::may));
  }

  private void sweep(Store store) {
    Sweeper sweeper =
        opened(
            new Sweeper(
                () -> {
                  issuers.forEach(IssuerWiring::settle);
                  return store.sweep(clock.instant(), SWEEP_BATCH).values().stream()
                      .mapToInt(Integer::intValue)
                      .sum();
                },
                clock,
                random));
    sweeper.start();
  }

  private void serve(SharedParts shared, RateLimits rates, OperatorViews views) throws StartFailed {
    List<Problem> unusable =
        WebAddresses.problems(configuration).entrySet().stream()
            .map(file -> new Problem(file.getKey(), 0, file.getValue()))
            .toList();
    if (!unusable.isEmpty()) {
      throw new StartFailed(unusable);
    }
    List<IssuerSite> sites = issuers.stream().map(IssuerWiring::site).toList();
    try {
      opened(
          WebServer.start(
              WebAddresses.settings(configuration, Duration.ofSeconds(10)),
              sites,
              views.operations(),
              new WebServer.Shared(shared.masterKey(), new RandomText(random), rates, clock)));
    } catch (ListenException e) {
      throw failed("listen", e);
    }
    LOG.info(
        "serving {} at {}",
        sites.stream().map(site -> site.issuer().url().toString()).toList(),
        configuration.listen().address());
  }

  @Override
  public URI address() {
    return configuration.issuers().getFirst().issuer().url();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    while (!open.isEmpty()) {
      AutoCloseable last = open.pop();
      try {
        last.close();
      } catch (Exception e) {
        // Whatever it throws: the others must be closed all the same.
        LOG.error("closing {} failed", last.getClass().getSimpleName(), e);
      }
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static StartFailed failed(String path, RuntimeException e) {
    return new StartFailed(
        List.of(
            new Problem(path + ":", 0, Optional.ofNullable(e.getMessage()).orElse(e.toString()))));
  }
}
