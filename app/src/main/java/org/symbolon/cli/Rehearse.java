package org.symbolon.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbolon.demo.DemoFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * {@code symbolon rehearse}: the life of a server in two seconds, watched by a Java that writes its
 * AOT cache. Starts the demonstration in an empty folder at free ports, asks it what servers are
 * asked first, and stops. Only the launcher has a use for it.
 */
@Command(name = "rehearse", hidden = true, description = "Starts, answers a few requests, stops.")
final class Rehearse implements Callable<Integer> {
  /** So often that what each token needs is known to be needed often. */
  private static final int TOKENS = 50;

  private static final int PATIENCE_MILLIS = 5_000;

  private final Cli.Surroundings surroundings;

  @Option(names = "--directory", required = true, description = "A folder of its own.")
  private Path directory = Path.of("rehearsal");

  Rehearse(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    int port = freePorts();
    try (DemoFolder folder = new DemoFolder(directory, port, surroundings.random())) {
      rehearse(folder.write());
    }
    return ExitCode.OK;
  }

  private void rehearse(DemoFolder.Written written) throws IOException {
    try (Wiring.Running campus = Demo.start(surroundings.wiring(), written.campus());
        Wiring.Running gateway = Demo.start(surroundings.wiring(), written.gateway())) {
      for (String path :
          List.of("/readyz", "/.well-known/openid-configuration", "/oauth2/certs", "/device")) {
        ask(gateway.address().resolve(path), "", "");
      }
      ask(campus.address().resolve("/readyz"), "", "");
      String secret = Files.readString(directory.resolve("nightly.secret")).strip();
      URI token = gateway.address().resolve("/oauth2/token");
      for (int count = 0; count < TOKENS; count++) {
        ask(token, "nightly:" + secret, "grant_type=client_credentials&scope=storage.read:/public");
      }
      ask(
          gateway.address().resolve("/oauth2/device_authorization"),
          "",
          "client_id=lab-cli&scope=storage.read:/project1");
    }
  }

  /** Two neighbours, as the demonstration wants them. */
  private static int freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback)) {
      int port = one.getLocalPort();
      new ServerSocket(port + 1, 1, loopback).close();
      return port;
    }
  }

  private static void ask(URI address, String credentials, String form) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    if (!credentials.isEmpty()) {
      connection.setRequestProperty(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
    }
    if (!form.isEmpty()) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(address + " answered " + connection.getResponseCode());
    }
    connection.getInputStream().readAllBytes();
  }
}
