package org.symbolon.resolver.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a resolver and its source, on loopback, and does to the answers what networks and
 * dying servers do. Counts round trips.
 */
public final class FaultySource implements AutoCloseable {
  /** What becomes of an answer. */
  public enum Fault {
    /** Nothing: all is well. */
    NONE,
    /** Whoever connects is turned away, and whoever is connected thrown out. */
    REFUSED,
    /** Connections are accepted, and nothing is ever answered. */
    BLACK_HOLE,
    /** A byte now and then: each read succeeds, and the answer never comes to its end. */
    SLOW,
    /** The beginning, and then nothing more. */
    HALF,
    /** As many bytes, and none of them right. */
    GARBAGE
  }

  private static final int HALF_AN_ANSWER = 7;
  private static final long A_WHILE_MILLIS = 40;

  private final String host;
  private final int port;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger roundTrips = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile boolean closed;

  /** Before the source that listens at this address. */
  public FaultySource(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where resolvers find it, at 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** From now on, for connections that are already open too. */
  public void be(Fault other) {
    fault = other;
    if (other == Fault.REFUSED || other == Fault.NONE) {
      open.forEach(FaultySource::end);
    }
  }

  /** How often an answer followed a question since the last call. */
  public int roundTrips() {
    return roundTrips.getAndSet(0);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket resolver = server.accept();
        open.add(resolver);
        if (fault == Fault.REFUSED) {
          end(resolver);
        } else {
          Thread.ofVirtual().start(() -> serve(resolver));
        }
      } catch (IOException ended) {
        // Closed, or a connection that was given up at once.
      }
    }
  }

  private void serve(Socket resolver) {
    try (resolver;
        Socket source = new Socket(host, port)) {
      open.add(source);
      AtomicInteger asked = new AtomicInteger();
      Thread questions = Thread.ofVirtual().start(() -> questions(resolver, source, asked));
      answers(source, resolver, asked);
      questions.interrupt();
      open.remove(source);
    } catch (IOException ended) {
      // Either of them is gone.
    } finally {
      open.remove(resolver);
    }
  }

  private void questions(Socket resolver, Socket source, AtomicInteger asked) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = resolver.getInputStream();
      OutputStream out = source.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        asked.set(1);
        out.write(buffer, 0, read);
      }
    } catch (IOException ended) {
      // As above.
    }
    end(source);
  }

  private void answers(Socket source, Socket resolver, AtomicInteger asked) throws IOException {
    byte[] buffer = new byte[8192];
    InputStream in = source.getInputStream();
    OutputStream out = resolver.getOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (asked.getAndSet(0) == 1) {
        roundTrips.incrementAndGet();
      }
      answer(buffer, read, out);
    }
  }

  private void answer(byte[] bytes, int length, OutputStream out) throws IOException {
    switch (fault) {
      case NONE -> out.write(bytes, 0, length);
      case BLACK_HOLE, REFUSED -> {
        // Swallowed.
      }
      case HALF -> out.write(bytes, 0, Math.min(length, HALF_AN_ANSWER));
      case GARBAGE -> {
        byte[] wrong = new byte[length];
        for (int i = 0; i < length; i++) {
          wrong[i] = (byte) (bytes[i] * 31 + 97);
        }
        out.write(wrong);
      }
      case SLOW -> {
        for (int i = 0; i < length && fault == Fault.SLOW && !closed; i++) {
          out.write(bytes[i]);
          pause();
        }
      }
    }
  }

  /** What makes it slow. */
  private static void pause() throws IOException {
    try {
      Thread.sleep(A_WHILE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // That was the aim.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(FaultySource::end);
  }
}
