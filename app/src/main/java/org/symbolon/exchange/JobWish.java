package org.symbolon.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says of the job grant it asks for; what it leaves out is the rule's.
 *
 * @param name shown to the person
 * @param key the thumbprint of the key that must be proved to draw, {@code job_jkt}
 */
public record JobWish(
    String name,
    Optional<Duration> lifetime,
    OptionalLong uses,
    Optional<String> host,
    Optional<String> key) {}
