package org.symbolon.scope;

import java.time.Instant;
import java.util.Map;

/**
 * What conditions may ask about besides account and client.
 *
 * @param claims the upstream's about the person, as JSON values; empty where there is none
 * @param now when the decision is made
 */
public record Circumstances(Map<String, Object> claims, Instant now) {
  /** Where nobody logged in. */
  public static Circumstances at(Instant now) {
    return new Circumstances(Map.of(), now);
  }
}
