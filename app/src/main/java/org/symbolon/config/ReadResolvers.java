package org.symbolon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolve.Breaking;
import org.symbolon.resolve.Configured;

/** Reads {@code resolvers}: the host's part of each; the rest is left to the resolver. */
final class ReadResolvers {
  private ReadResolvers() {}

  static List<ResolverConfig> from(Section root) {
    List<ResolverConfig> resolvers = new ArrayList<>();
    for (Section section : root.sections("resolvers")) {
      ResolverConfig resolver = resolver(section);
      if (resolvers.stream().anyMatch(other -> other.name().equals(resolver.name()))) {
        section.mistake("name", "is another resolver's too: give each its own");
      }
      resolvers.add(resolver);
    }
    return resolvers;
  }

  private static ResolverConfig resolver(Section section) {
    String name =
        section.required("name", Readings::name, "rules refer to it, as in files").orElse("");
    return new ResolverConfig(
        name,
        section.required("type", Readings::name, "as in posix").orElse(""),
        section.value("timeout", Readings.duration("1ms", "1m"), Configured.TIMEOUT),
        section.value("threads", Readings.number(1, 1000), Configured.THREADS),
        section.value("cache-accounts", kept(), Configured.ACCOUNT_CACHE),
        section.value("cache-verdicts", kept(), Configured.VERDICT_CACHE),
        section.value("serve-stale-for", Readings.duration("0s", "30d"), Duration.ZERO),
        breaking(section),
        new RawSettings(name, section.forLater()));
  }

  private static Breaking breaking(Section resolver) {
    Optional<Section> block = resolver.section("breaker");
    if (block.isEmpty()) {
      return Breaking.DEFAULT;
    }
    Section breaker = block.get();
    return new Breaking(
        breaker.value("calls", Readings.number(0, 1000), Breaking.DEFAULT.calls()),
        breaker.value("failure-rate", Readings.number(1, 100), Breaking.DEFAULT.failureRate()),
        breaker.value("pause", Readings.duration("1s", "10m"), Breaking.DEFAULT.pause()));
  }

  private static Reading<Duration> kept() {
    return Readings.duration("0s", "1h");
  }
}
