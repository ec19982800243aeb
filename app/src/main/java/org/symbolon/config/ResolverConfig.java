package org.symbolon.config;

import java.time.Duration;
import org.symbolon.resolve.Breaking;
import org.symbolon.resolve.Configured;

/**
 * One resolver as the host sees it; what only the resolver understands is in {@code settings}.
 *
 * @param name policy rules and {@code accounts} refer to it
 * @param type what its factory is called
 * @param timeout how long one question may take
 * @param threads at most this many questions at a time
 * @param accountCache how long an account found is believed; zero for never
 * @param verdictCache how long a verdict is believed; zero for never
 * @param serveStaleFor for how long after that an answer may stand in while the source is down
 * @param breaking when it is no longer asked
 */
public record ResolverConfig(
    String name,
    String type,
    Duration timeout,
    int threads,
    Duration accountCache,
    Duration verdictCache,
    Duration serveStaleFor,
    Breaking breaking,
    RawSettings settings) {

  /** For the host. Once it has opened the resolver, ask {@link RawSettings#problemsAfterOpen}. */
  public Configured configured() {
    return new Configured(
        name,
        type,
        settings,
        timeout,
        threads,
        accountCache,
        verdictCache,
        serveStaleFor,
        breaking);
  }
}
