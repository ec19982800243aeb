package org.symbolon.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.symbolon.verify.Certificates;

/** Reads {@code client-certificates}: who vouches for the certificates that clients show. */
final class ReadClientCertificates {
  private ReadClientCertificates() {}

  static Listen.ClientCertificates from(Section root) {
    return root.section("client-certificates")
        .map(block -> from(root, block))
        .orElse(Listen.ClientCertificates.NONE);
  }

  private static Listen.ClientCertificates from(Section root, Section block) {
    Reading<Path> file = Readings.path(block.context().directory());
    boolean tls = root.has("tls");
    boolean bySocket = block.value("socket", Readings::flag, false);
    if (bySocket && !root.has("socket")) {
      block.mistake("socket", "is true, but there is no socket beside client-certificates");
    }
    if (!tls && !bySocket) {
      block.mistake(
          "needs tls: certificates are shown to this server itself, or to a proxy that shows it"
              + " one of its own or comes by a socket (then say socket: true)");
    }
    if (!tls && bySocket && block.has("listen")) {
      block.mistake("listen", "needs tls: at the socket the proxy asks");
    }
    List<X509Certificate> authorities =
        block.value("authorities", text -> read(file.read(text)), List.of());
    List<X509Certificate> proxies =
        block.value("proxies", text -> read(file.read(text)), List.of());
    return new Listen.ClientCertificates(
        tls,
        block.value("listen", Readings::address),
        bySocket,
        authorities,
        Set.copyOf(proxies.stream().map(Certificates::hash).toList()));
  }

  private static List<X509Certificate> read(Path file) throws Mistake {
    try (InputStream stream = Files.newInputStream(file)) {
      List<X509Certificate> all = new ArrayList<>();
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
        all.add((X509Certificate) one);
      }
      if (all.isEmpty()) {
        throw new Mistake("names " + file + ", which holds no certificate");
      }
      return all;
    } catch (IOException e) {
      throw new Mistake("names " + file + ", which can not be read: " + Problems.why(e));
    } catch (CertificateException e) {
      throw new Mistake("names " + file + ", which is no PEM file of certificates");
    }
  }
}
