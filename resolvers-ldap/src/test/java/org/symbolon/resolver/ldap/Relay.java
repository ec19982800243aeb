package org.symbolon.resolver.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a directory and counts the round trips: how often the client spoke after the server
 * had. Answers are held back until the client has been silent for a moment, as on a long line.
 */
final class Relay implements AutoCloseable {
  private static final int LONG_LINE_MILLIS = 30;

  private final ServerSocket listening;
  private final int to;
  private final int delayMillis;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  Relay(int to) {
    this(to, LONG_LINE_MILLIS);
  }

  /**
   * @param delayMillis how long each answer is held back
   */
  Relay(int to, int delayMillis) {
    this.to = to;
    this.delayMillis = delayMillis;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "ldap://127.0.0.1:" + listening.getLocalPort();
  }

  /** Since the last time this was asked. */
  int roundTrips() {
    return roundTrips.getAndSet(0);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        open.addAll(List.of(client, server));
        AtomicBoolean serverSpoke = new AtomicBoolean(true);
        Thread.ofVirtual().start(() -> forth(client, server, serverSpoke));
        Thread.ofVirtual().start(() -> back(server, client, serverSpoke));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void forth(Socket client, Socket server, AtomicBoolean serverSpoke) {
    copy(
        client,
        server,
        () -> {
          if (serverSpoke.compareAndSet(true, false)) {
            roundTrips.incrementAndGet();
          }
        });
  }

  private void back(Socket server, Socket client, AtomicBoolean serverSpoke) {
    copy(
        server,
        client,
        () -> {
          try {
            Thread.sleep(delayMillis);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          serverSpoke.set(true);
        });
  }

  private static void copy(Socket from, Socket to, Runnable before) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        before.run();
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // One side has gone: the other goes with it.
    }
  }

  @Override
  public void close() {
    for (AutoCloseable each : all()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private List<AutoCloseable> all() {
    List<AutoCloseable> all = new ArrayList<>(open);
    all.add(listening);
    return all;
  }
}
