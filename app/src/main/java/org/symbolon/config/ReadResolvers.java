package org.symbolon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        new RawSettings(name, section.forLater()));
  }

  private static Reading<Duration> kept() {
    return Readings.duration("0s", "1h");
  }
}
