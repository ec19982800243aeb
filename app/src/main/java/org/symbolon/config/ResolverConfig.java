package org.symbolon.config;

import java.time.Duration;

/**
 * One resolver as the host sees it; what only the resolver understands is in {@code settings}.
 *
 * @param name policy rules and {@code accounts} refer to it
 * @param type what its factory is called
 * @param timeout how long one question may take; 5 seconds by default
 * @param cache how long an answer may be used again; 30 seconds by default, zero for never
 * @param tolerateOutageFor how much older an answer may be while the source is down; zero by
 *     default: then "down" is what it is
 * @param threads at most this many questions at a time; 8 by default
 */
public record ResolverConfig(
    String name,
    String type,
    Duration timeout,
    Duration cache,
    Duration tolerateOutageFor,
    int threads,
    RawSettings settings) {}
