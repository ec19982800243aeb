package org.symbolon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers whose address must be known before they run. Below those that systems give to
 * outgoing connections and to whoever asks for any: nobody gets one between the asking and the
 * listening but by naming it. None is given twice.
 */
public final class FreePort {
  private static final int LOWEST = 12_000;
  private static final int NUMBER = 20_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(NUMBER));

  private FreePort() {}

  public static int any() {
    for (int tries = 0; tries < NUMBER; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), NUMBER);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException taken) {
        // The next one, then.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
