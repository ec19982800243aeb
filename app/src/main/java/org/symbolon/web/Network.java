package org.symbolon.web;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of IP addresses, as {@code 10.0.0.0/8} or {@code ::1}.
 *
 * @param bits how many leading bits count
 */
public record Network(InetAddress address, int bits) {

  /** Never asks a name server; empty where the text is not a network, or has bits beyond it. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    Optional<InetAddress> address = literal(literal);
    return address.flatMap(first -> of(first, slash < 0 ? "" : text.substring(slash)));
  }

  private static Optional<Network> of(InetAddress address, String suffix) {
    int most = address.getAddress().length * 8;
    String count = suffix.isEmpty() ? String.valueOf(most) : suffix.substring(1);
    if (!count.matches("\\d{1,3}") || Integer.parseInt(count) > most) {
      return Optional.empty();
    }
    Network network = new Network(address, Integer.parseInt(count));
    return network.hasBitsBeyond() ? Optional.empty() : Optional.of(network);
  }

  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (bit(mine, bit) != bit(theirs, bit)) {
        return false;
      }
    }
    return true;
  }

  /** An address written as a number; empty for anything else: names are never looked up. */
  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private boolean hasBitsBeyond() {
    byte[] bytes = address.getAddress();
    for (int bit = bits; bit < bytes.length * 8; bit++) {
      if (bit(bytes, bit) != 0) {
        return true;
      }
    }
    return false;
  }

  private static int bit(byte[] bytes, int index) {
    return bytes[index / 8] >> (7 - index % 8) & 1;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
