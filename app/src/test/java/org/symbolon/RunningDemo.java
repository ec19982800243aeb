package org.symbolon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code symbolon demo}, run as its user runs it, in this process and on free ports. */
final class RunningDemo implements AutoCloseable {
  private final int port;
  private final RunningCommand command;

  RunningDemo(Path directory) throws Exception {
    this.port = twoFreePorts();
    this.command =
        new RunningCommand(
            "demo",
            "--port",
            Integer.toString(port),
            "--directory",
            directory.resolve("demo").toString());
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  String campus() {
    return "http://127.0.0.1:" + (port + 1);
  }

  /** A port at which nobody answers: where a native client would have listened. */
  int deadPort() {
    return port + 2;
  }

  /** As printed for the person at the terminal. */
  String greeting() {
    return command.printed();
  }

  String passwordOf(String name) {
    Matcher line = Pattern.compile("(?m)^ +" + name + " +(\\S+)").matcher(greeting());
    if (!line.find()) {
      throw new IllegalStateException("no password of " + name + " in " + greeting());
    }
    return line.group(1);
  }

  String serviceSecret() {
    Matcher secret = Pattern.compile("nightly:(\\S+)").matcher(greeting());
    if (!secret.find()) {
      throw new IllegalStateException("no secret in " + greeting());
    }
    return secret.group(1);
  }

  /** The first of two neighbours. */
  static int twoFreePorts() throws IOException {
    while (true) {
      try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = one.getLocalPort();
        if (port < 65535) {
          try (ServerSocket next =
              new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
            return next.getLocalPort() - 1;
          } catch (IOException taken) {
            // Another pair, then.
          }
        }
      }
    }
  }

  @Override
  public void close() throws Exception {
    command.close();
  }
}
