package org.symbolon.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.symbolon.web.Address;
import org.symbolon.web.Network;

/** Reads {@code listen}, {@code tls} and {@code metrics}. */
final class ReadListen {
  private static final Address DEFAULT = new Address("127.0.0.1", 8080);

  private ReadListen() {}

  static Listen from(Section root) {
    return new Listen(
        root.value("listen", Readings::address, DEFAULT),
        root.section("tls").map(ReadListen::tls),
        root.section("socket").map(ReadListen::socket),
        ReadClientCertificates.from(root));
  }

  private static Listen.Tls tls(Section tls) {
    Reading<Path> file = Readings.path(tls.context().directory());
    return new Listen.Tls(
        tls.required("certificate", file, "a PEM file with the certificate and its chain")
            .orElse(Path.of("")),
        tls.required("key", file, "a PEM file with the private key").orElse(Path.of("")));
  }

  private static Listen.Socket socket(Section socket) {
    return new Listen.Socket(
        socket
            .required(
                "path",
                Readings.path(socket.context().directory()),
                "where the socket is to be, as in /run/symbolon/proxy.sock")
            .orElse(Path.of("")),
        socket.value("group", Readings::text));
  }

  static Metrics metrics(Section root) {
    Optional<Section> section = root.section("metrics");
    List<Network> allowed =
        section.map(block -> block.distinct("allow-from", Readings::network)).orElse(List.of());
    Optional<Address> own = section.flatMap(block -> block.value("listen", Readings::address));
    if (own.isPresent()) {
      if (!allowed.isEmpty()) {
        section
            .orElseThrow()
            .mistake(
                "allow-from", "has no effect where metrics have an address of their own: keep one");
      }
      return new Metrics.OwnAddress(own.get());
    }
    return new Metrics.Restricted(allowed.isEmpty() ? loopback() : allowed);
  }

  static List<Network> loopback() {
    return List.of(Network.parse("127.0.0.0/8").orElseThrow(), Network.parse("::1").orElseThrow());
  }
}
