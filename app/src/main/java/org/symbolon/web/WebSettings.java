package org.symbolon.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where and how to listen.
 *
 * @param trustedProxies only these may say for whom they speak
 * @param operations an own address for health and metrics; absent where the main one serves them
 * @param metricsFrom who may read metrics at the main address
 * @param certifiedProxies the SHA-256 of proxies' own certificates, in base64url: these may say
 *     which certificate a client has shown to them
 * @param drain how long a stop waits for requests under way
 */
public record WebSettings(
    Address listen,
    Optional<Tls> tls,
    List<Network> trustedProxies,
    Optional<Address> operations,
    List<Network> metricsFrom,
    Duration drain,
    Set<String> certifiedProxies) {
  /** Without proxies that are known by certificate. */
  public WebSettings(
      Address listen,
      Optional<Tls> tls,
      List<Network> trustedProxies,
      Optional<Address> operations,
      List<Network> metricsFrom,
      Duration drain) {
    this(listen, tls, trustedProxies, operations, metricsFrom, drain, Set.of());
  }

  public WebSettings {
    trustedProxies = List.copyOf(trustedProxies);
    metricsFrom = List.copyOf(metricsFrom);
    certifiedProxies = Set.copyOf(certifiedProxies);
  }

  /**
   * PEM files.
   *
   * @param certificates the server's first, then those that lead to its authority
   * @param privateKey PKCS#8, not encrypted
   * @param asksClients whether clients are asked for certificates of theirs; none needs one
   */
  public record Tls(Path certificates, Path privateKey, boolean asksClients) {
    /** That asks no client for a certificate. */
    public Tls(Path certificates, Path privateKey) {
      this(certificates, privateKey, false);
    }
  }
}
