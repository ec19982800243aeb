package org.symbolon.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses may be connected to. Link-local ones (a cloud's metadata service), multicast and
 * reserved ones never are.
 */
public enum Reach {
  /** The open Internet. */
  PUBLIC,
  /** Also a site's own network: RFC 1918, RFC 6598, RFC 4193. */
  SITE,
  /** Also this machine, and there plain http: for the demo, development and tests. */
  LOOPBACK;

  boolean allows(InetAddress address) {
    return switch (kind(address)) {
      case PUBLIC -> true;
      case SITE -> this != PUBLIC;
      case LOOPBACK -> this == LOOPBACK;
      case NEVER -> false;
    };
  }

  private enum Kind {
    PUBLIC,
    SITE,
    LOOPBACK,
    NEVER
  }

  private static Kind kind(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return Kind.LOOPBACK;
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return Kind.NEVER;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? kindOfSix(bytes) : kindOfFour(bytes);
  }

  private static Kind kindOfFour(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean site =
        first == 10
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || (first == 100 && second >= 64 && second < 128);
    if (site) {
      return Kind.SITE;
    }
    // RFC 6890: this network, protocol assignments, benchmarking, reserved and broadcast.
    boolean reserved =
        first == 0
            || (first == 192 && second == 0 && bytes[2] == 0)
            || (first == 198 && (second == 18 || second == 19))
            || first >= 240;
    return reserved ? Kind.NEVER : Kind.PUBLIC;
  }

  private static Kind kindOfSix(byte[] bytes) {
    int first = bytes[0] & 0xff;
    if ((first & 0xfe) == 0xfc) {
      return Kind.SITE;
    }
    // Only 2000::/3 is assigned to hosts (RFC 4291 §2.4); 2002::/16 (6to4) can hide any IPv4
    // address.
    boolean global = (first & 0xe0) == 0x20;
    boolean hidesFour = first == 0x20 && bytes[1] == 0x02;
    return global && !hidesFour ? Kind.PUBLIC : Kind.NEVER;
  }
}
