package org.symbolon.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;

/** The configured resolvers, at work until closed. */
public final class ResolverCatalog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ResolverCatalog.class);

  private final Map<String, ResolverHost> hosts = new LinkedHashMap<>();

  private ResolverCatalog() {}

  /**
   * Opens all of them; no source is touched. Mistakes, an unknown type among them, are reported to
   * the settings of the resolver concerned: where there is one, or a setting nobody read, the
   * caller closes the catalog and refuses the configuration.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static ResolverCatalog open(
      List<Configured> resolvers, ResolverTypes types, ResolverObserver observer) {
    return open(resolvers, types, observer, System::nanoTime);
  }

  /** Without any resolver. */
  public static ResolverCatalog empty() {
    return new ResolverCatalog();
  }

  static ResolverCatalog open(
      List<Configured> resolvers,
      ResolverTypes types,
      ResolverObserver observer,
      LongSupplier nanos) {
    ResolverCatalog catalog = new ResolverCatalog();
    for (Configured configured : resolvers) {
      if (catalog.hosts.containsKey(configured.name())) {
        catalog.close();
        throw new IllegalArgumentException("two resolvers are named " + configured.name());
      }
      resolver(configured, types)
          .ifPresent(
              resolver ->
                  catalog.hosts.put(
                      configured.name(), new ResolverHost(configured, resolver, observer, nanos)));
    }
    return catalog;
  }

  // A plug-in's throw is a mistake to report beside the others, not the end of the report.
  @SuppressWarnings("CatchingUnchecked")
  private static Optional<Resolver> resolver(Configured configured, ResolverTypes types) {
    Optional<ResolverFactory> factory = types.factory(configured.type());
    if (factory.isEmpty()) {
      configured.settings().mistake("type", types.whyNot(configured.type()));
      return Optional.empty();
    }
    try {
      return Optional.of(factory.get().open(configured.settings()));
    } catch (RuntimeException | LinkageError thrown) {
      log.error("the resolver {} has a defect: opening it failed", configured.name(), thrown);
      configured
          .settings()
          .mistake(
              "type",
              "the plug-in "
                  + configured.type()
                  + " is defective: it threw "
                  + thrown
                  + " (see the log)");
      return Optional.empty();
    }
  }

  /** The names of those that opened, in the order of the configuration. */
  public List<String> names() {
    return List.copyOf(hosts.keySet());
  }

  /** Whether there is a resolver of that name that checks passwords. */
  public boolean checksPasswords(String name) {
    return host(name).filter(ResolverHost::checksPasswords).isPresent();
  }

  /**
   * Asks a resolver whether a password is right; blocks no longer than its timeout.
   *
   * @param resolver one of which {@link #checksPasswords} is true
   * @param password the caller wipes it
   */
  public PasswordAnswer verify(String resolver, String username, char[] password) {
    return host(resolver).orElseThrow().verify(username, password);
  }

  Optional<ResolverHost> host(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /**
   * Whether each source can be reached and read; all are asked at once. Blocks up to the longest
   * timeout; an answer may be a second old.
   */
  public Map<String, Health> health() {
    Map<String, Pending<Health>> pending = new LinkedHashMap<>();
    hosts.forEach((name, host) -> pending.put(name, host.health()));
    Map<String, Health> found = new LinkedHashMap<>();
    pending.forEach((name, health) -> found.put(name, health.await()));
    return found;
  }

  /** Calls under way of each resolver, those that wait for a thread included: for metrics. */
  public Map<String, Integer> underway() {
    Map<String, Integer> calls = new LinkedHashMap<>();
    hosts.forEach((name, host) -> calls.put(name, host.underway()));
    return calls;
  }

  /** Whether it is not asked as usual, as too many questions had no answer. Never blocks. */
  public boolean breakerIsOpen(String name) {
    return host(name).filter(ResolverHost::breakerIsOpen).isPresent();
  }

  /** Whether earlier answers have stood in since this one last answered. Never blocks. */
  public boolean servesStale(String name) {
    return host(name).filter(ResolverHost::servesStale).isPresent();
  }

  /** In reverse order; one that fails or hangs does not keep the others open. */
  @Override
  public void close() {
    new ArrayList<>(hosts.values()).reversed().forEach(ResolverHost::close);
  }
}
