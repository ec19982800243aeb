package org.symbolon.issuer;

import java.time.Duration;

/**
 * How long things live.
 *
 * @param accessToken 20 minutes by default
 * @param idToken 20 minutes by default
 * @param code an authorization code, 60 seconds by default
 * @param deviceCode 15 minutes by default
 * @param refreshIdle a refresh family unused for this long ends; 30 days by default
 * @param refreshAbsolute a refresh family ends in any case; one year by default
 * @param refreshGrace how long a used refresh token is answered with its same successor; 60 seconds
 *     by default, above 5 minutes only for authenticated clients
 * @param session a browser's session with the gateway; 8 hours by default
 */
public record Lifetimes(
    Duration accessToken,
    Duration idToken,
    Duration code,
    Duration deviceCode,
    Duration refreshIdle,
    Duration refreshAbsolute,
    Duration refreshGrace,
    Duration session) {
  public static final Lifetimes DEFAULT =
      new Lifetimes(
          Duration.ofMinutes(20),
          Duration.ofMinutes(20),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofDays(30),
          Duration.ofDays(365),
          Duration.ofSeconds(60),
          Duration.ofHours(8));
}
