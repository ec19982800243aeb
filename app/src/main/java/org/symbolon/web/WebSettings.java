package org.symbolon.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param trustedProxies only these may say for whom they speak
 * @param operations an own address for health and metrics; absent where the main one serves them
 * @param metricsFrom who may read metrics at the main address
 * @param drain how long a stop waits for requests under way
 */
public record WebSettings(
    Address listen,
    Optional<Tls> tls,
    List<Network> trustedProxies,
    Optional<Address> operations,
    List<Network> metricsFrom,
    Duration drain) {
  public WebSettings {
    trustedProxies = List.copyOf(trustedProxies);
    metricsFrom = List.copyOf(metricsFrom);
  }

  /**
   * PEM files.
   *
   * @param certificates the server's first, then those that lead to its authority
   * @param privateKey PKCS#8, not encrypted
   */
  public record Tls(Path certificates, Path privateKey) {}
}
