package org.symbolon.web;

import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address. */
public record Network(InetAddress address, int bits) {
  /**
   * @throws IllegalArgumentException with a sentence for an administrator
   */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int width = address.getAddress().length * 8;
    String bits = slash < 0 ? Integer.toString(width) : text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > width) {
      throw new IllegalArgumentException(
          text + " is no network: after the slash comes a number up to " + width);
    }
    return new Network(address, Integer.parseInt(bits));
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
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
}
