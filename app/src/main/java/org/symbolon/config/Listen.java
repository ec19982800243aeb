package org.symbolon.config;

import java.nio.file.Path;
import java.util.Optional;
import org.symbolon.web.Address;

/** Where requests are answered, and whether TLS ends here. */
public record Listen(Address address, Optional<Tls> tls) {

  /**
   * @param certificate a PEM file: the certificate and its chain
   * @param key a PEM file: its private key, unencrypted PKCS #8
   */
  public record Tls(Path certificate, Path key) {}
}
