package org.symbolon;

import java.util.concurrent.ThreadLocalRandom;

/**
 * An address of this machine that nobody else has: one of sixteen million on loopback, and a port
 * below those that outgoing connections take. So nothing has to be opened to find out whether it is
 * free, and to be found taken a moment later.
 */
public record TestAddress(String host, int port) {
  public static TestAddress fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new TestAddress(
        "127."
            + random.nextInt(1, 255)
            + "."
            + random.nextInt(0, 256)
            + "."
            + random.nextInt(1, 255),
        random.nextInt(12_000, 30_000));
  }

  /** Another port, which nobody else has either. */
  public TestAddress next() {
    return new TestAddress(host, port + 1);
  }

  /** Its numbers, as a certificate names them. */
  public int[] bytes() {
    int[] bytes = new int[4];
    String[] parts = host.split("\\.");
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = Integer.parseInt(parts[at]);
    }
    return bytes;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
