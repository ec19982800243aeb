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
 * @param drain how long a stop waits for requests under way
 * @param certificates of clients
 * @param socket one more way in, for a proxy on this machine
 */
public record WebSettings(
    Address listen,
    Optional<Tls> tls,
    List<Network> trustedProxies,
    Optional<Address> operations,
    List<Network> metricsFrom,
    Duration drain,
    Certificates certificates,
    Optional<Socket> socket) {
  /** Without certificates of clients, and without a socket. */
  public WebSettings(
      Address listen,
      Optional<Tls> tls,
      List<Network> trustedProxies,
      Optional<Address> operations,
      List<Network> metricsFrom,
      Duration drain) {
    this(
        listen,
        tls,
        trustedProxies,
        operations,
        metricsFrom,
        drain,
        Certificates.NONE,
        Optional.empty());
  }

  public WebSettings {
    trustedProxies = List.copyOf(trustedProxies);
    metricsFrom = List.copyOf(metricsFrom);
  }

  /**
   * Where clients show certificates of theirs; none needs one.
   *
   * @param ask whether those who reach this server by TLS are asked
   * @param listen an address of their own, for programs alone; absent: they are asked at the main
   *     one
   * @param proxies the SHA-256 of proxies' own certificates, in base64url: these may say which
   *     certificate a client has shown to them
   */
  public record Certificates(boolean ask, Optional<Address> listen, Set<String> proxies) {
    public static final Certificates NONE = new Certificates(false, Optional.empty(), Set.of());

    public Certificates {
      proxies = Set.copyOf(proxies);
    }
  }

  /**
   * A Unix-domain socket. Who may open it is a proxy of ours: its forwarded headers count.
   *
   * @param group whose members may, besides the user of this process
   * @param certificates whether it may say which certificate its client has shown to it
   */
  public record Socket(Path path, Optional<String> group, boolean certificates) {}

  /**
   * PEM files.
   *
   * @param certificates the server's first, then those that lead to its authority
   * @param privateKey PKCS#8, not encrypted
   */
  public record Tls(Path certificates, Path privateKey) {}
}
