package org.symbolon.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A source that hangs: the system takes its connections, as for any port that is listened at, and
 * nothing ever answers.
 */
final class BlackHole implements AutoCloseable {
  private static final int CONNECTIONS = 1_000;

  private final ServerSocket socket;

  BlackHole() throws IOException {
    socket = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
