package org.symbolon.web;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who calls, as far as configured proxies may say so. */
final class Caller {
  /** RFC 7239 §4: for=192.0.2.60, for="[2001:db8::1]:4711". */
  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?:^|;)\\s*for=\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9a-fA-F:.]+)\\](?::[0-9]+)?|([0-9.]+):[0-9]+");

  /** Marks requests over the Unix-domain socket, which only a proxy of ours can open. */
  static final String BY_SOCKET = "symbolon.socket";

  /** RFC 7239 §6.2 */
  private static final String UNKNOWN = "unknown";

  private static final String NETWORK = "/64";
  private static final int SITE_DIGITS = 12;

  private final List<Network> trusted;
  private final CallerCertificates certificates;

  Caller(List<Network> trustedProxies, CallerCertificates certificates) {
    this.trusted = List.copyOf(trustedProxies);
    this.certificates = certificates;
  }

  /** The address of the caller, for people to see. */
  String address(Context context) {
    return text(resolve(context), context);
  }

  /** What the caller has shown in a TLS handshake, its own certificate first. */
  List<X509Certificate> certificates(Context context) {
    return certificates.of(context);
  }

  /** For limits: an IPv6 caller has a whole network of addresses to spend, so that one counts. */
  String limitKey(Context context) {
    return limitKey(address(context));
  }

  /** The same, of an address as it is shown. */
  static String limitKey(String shown) {
    // Most are IPv4, which need no look.
    if (shown.indexOf(':') >= 0
        && Network.literal(shown).orElse(null) instanceof Inet6Address six) {
      return HexFormat.of().formatHex(six.getAddress(), 0, 8) + NETWORK;
    }
    return shown;
  }

  /** What one site's networks have in common, of what limits count; none of an IPv4 address. */
  static Optional<String> siteKey(String limitKey) {
    return limitKey.endsWith(NETWORK)
        ? Optional.of(limitKey.substring(0, SITE_DIGITS) + "/48")
        : Optional.empty();
  }

  /** Whether what is shown as a caller is this machine. */
  static boolean isThisMachine(String shown) {
    return shown.startsWith("127.") || shown.equals("0:0:0:0:0:0:0:1");
  }

  /** Whether the caller is a program on this machine. */
  boolean isThisMachine(Context context) {
    return resolve(context).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /**
   * Whether a proxy that is not configured passes this on: then nobody knows who calls, and its own
   * address says nothing.
   */
  boolean isByUnknownProxy(Context context) {
    return !speaksForOthers(context)
        && !(list(context, "X-Forwarded-For").isEmpty() && list(context, "Forwarded").isEmpty());
  }

  /** The host the caller meant to reach. */
  String host(Context context) {
    if (speaksForOthers(context)) {
      List<String> hosts = list(context, "X-Forwarded-Host");
      if (!hosts.isEmpty()) {
        return hosts.getLast();
      }
    }
    return Optional.ofNullable(context.header("Host")).orElse("");
  }

  private String text(Optional<InetAddress> address, Context context) {
    return address
        .map(InetAddress::getHostAddress)
        .orElseGet(() -> speaksForOthers(context) ? UNKNOWN : context.req().getRemoteAddr());
  }

  /** Empty where a proxy speaks for somebody and does not say whom: never the proxy itself. */
  private Optional<InetAddress> resolve(Context context) {
    Optional<InetAddress> peer = remote(context);
    if (!speaksForOthers(context)) {
      return peer;
    }
    List<String> plain = list(context, "X-Forwarded-For");
    List<String> standard = forwarded(context);
    if (plain.isEmpty() && standard.isEmpty()) {
      return peer;
    }
    if (plain.isEmpty() || standard.isEmpty()) {
      return nearest(plain.isEmpty() ? standard : plain);
    }
    // A proxy sets one header and may pass the other on as the caller wrote it: which is not known.
    return nearest(plain).filter(address -> nearest(standard).equals(Optional.of(address)));
  }

  /** The nearest hop that is no proxy of ours. */
  private Optional<InetAddress> nearest(List<String> chain) {
    Optional<InetAddress> nearest = Optional.empty();
    for (String hop : chain.reversed()) {
      nearest = Network.literal(bare(hop));
      // Nothing further left can be believed.
      if (nearest.filter(this::isTrusted).isEmpty()) {
        return nearest;
      }
    }
    return nearest;
  }

  private static List<String> forwarded(Context context) {
    List<String> chain = new ArrayList<>();
    for (String element : list(context, "Forwarded")) {
      Matcher matcher = FORWARDED_FOR.matcher(element);
      chain.add(matcher.find() ? matcher.group(1) : UNKNOWN);
    }
    return chain;
  }

  private static String bare(String hop) {
    Matcher matcher = WITH_PORT.matcher(hop);
    if (!matcher.matches()) {
      return hop;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static List<String> list(Context context, String header) {
    List<String> all = new ArrayList<>();
    for (String line : Collections.list(context.req().getHeaders(header))) {
      for (String part : line.split(",")) {
        if (!part.isBlank()) {
          all.add(part.strip());
        }
      }
    }
    return all;
  }

  private boolean speaksForOthers(Context context) {
    return isBySocket(context) || remote(context).filter(this::isTrusted).isPresent();
  }

  static boolean isBySocket(Context context) {
    return context.req().getAttribute(BY_SOCKET) != null;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> remote(Context context) {
    // A socket has a path where others have an address.
    return isBySocket(context) ? Optional.empty() : Network.literal(context.req().getRemoteAddr());
  }
}
